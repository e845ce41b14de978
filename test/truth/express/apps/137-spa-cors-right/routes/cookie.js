const { Router } = require('express');
const router = Router();

router.post('/login', (req, res) => {
  if (req.body.user !== 'spa') return res.status(401).json({ error: 'unknown user' });
  req.session.user = req.body.user;
  res.json({ ok: true });
});
router.get('/me', (req, res) => {
  if (!req.session.user) return res.status(401).json({ error: 'not logged in' });
  res.json({ user: req.session.user });
});

module.exports = router;
