const express = require('express');
const router = express.Router();
router.post('/', express.json(), (req, res) => {
  if (req.body.pin !== '1234') return res.status(401).end();
  req.session.pin = true;
  res.status(204).end();
});
exports.router = router;
exports.only = ({ session: { pin } }, res, next) => {
  if (pin) next();
  else res.status(401).json({ error: 'enter the pin' });
};
