const express = require('express');
const router = express.Router();

router.get('/quota', (req, res, next) => {
  if (req.get('x-partner') !== 'p-77') {
    const err = new Error('Unknown partner');
    err.code = 401;
    return next(err);
  }
  res.json({ left: 100 });
});

module.exports = router;
