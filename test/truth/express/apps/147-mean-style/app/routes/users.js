var jwt = require('jsonwebtoken');
var users = { jo: 'jo-pw' };

module.exports = function (app, passport, config) {
  app.post('/users/login', function (req, res) {
    if (!users[req.body.name] || users[req.body.name] !== req.body.password) {
      return res.status(401).json({ error: 'Wrong name or password' });
    }
    var token = jwt.sign({ sub: req.body.name }, config.tokenSecret, { expiresIn: config.tokenLife });
    res.json({ token: token });
  });
  app.get('/users/me', passport.authenticate('jwt', { session: false }), function (req, res) {
    res.json(req.user);
  });
};
