const router = require('express').Router();
const jwt = require('jsonwebtoken');
const { options } = require('../security/strategies');

router.post('/authenticate', (req, res) => {
  if (req.body.voice !== 'alto') return res.status(401).json({ success: false });
  const token = jwt.sign({ voice: req.body.voice }, options.secretOrKey, { expiresIn: '7d' });
  res.json({ success: true, token: `Bearer ${token}` });
});
module.exports = router;
