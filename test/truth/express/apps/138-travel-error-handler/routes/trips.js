const express = require('express');
const createError = require('http-errors');
const router = express.Router();

const tokens = new Map([['t-1', { id: 1 }]]);

router.use((req, res, next) => {
  const user = tokens.get(req.get('x-session'));
  if (!user) return next(createError(401, 'Please log in'));
  req.user = user;
  next();
});
router.get('/', (req, res) => res.json([{ to: 'Oslo' }]));
router.post('/', (req, res) => res.status(201).json(req.body));

router.use((err, req, res, next) => {
  console.error(err.stack);
  res.status(500).json({ error: 'Something broke!' });
});

module.exports = router;
