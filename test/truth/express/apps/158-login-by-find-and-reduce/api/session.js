const jwt = require('jsonwebtoken');
const pupils = [{ name: 'ken', word: 'ki' }];

const login = (req, res) => {
  const found = pupils.find((p) => p.name === req.body.name && p.word === req.body.word);
  if (!found) return res.status(401).set('WWW-Authenticate', 'Bearer realm="dojo"').json({ error: 'no' });
  res.json({ token: jwt.sign({ sub: found.name }, process.env.DOJO_KEY || 'dojo', { expiresIn: '2h' }) });
};

exports.routes = [['post', '/login', login]];
