const { Router } = require('express');
const bodyParser = require('body-parser');
const door = Router();
door.post('/', bodyParser.json(), (req, res) => {
  if (req.body.word !== 'sesame') return res.status(401).json({ message: 'Wrong word' });
  req.session.member = true;
  res.json({ welcome: true });
});
module.exports = door;
