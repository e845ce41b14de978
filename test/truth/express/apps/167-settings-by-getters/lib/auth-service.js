const jwt = require('jsonwebtoken');
const Config = require('./config');
const users = [{ id: 7, email: 'l@x.test', password: 'pw' }];

module.exports = Object.freeze({
  async login(email, password) {
    const user = users.find((u) => u.email === email);
    if (!user || user.password !== password) return null;
    const { jwtSecret, jwtTtl } = Config.instance;
    return { token: jwt.sign({ id: user.id }, jwtSecret, { expiresIn: jwtTtl }) };
  },
  required(req, res, next) {
    const token = (req.header('Authorization') || '').replace(/^Bearer\s/i, '');
    jwt.verify(token, Config.instance.jwtSecret, (err, payload) => {
      if (err) return res.status(401).json({ message: 'Unauthorized' });
      req.userId = payload.id;
      return next();
    });
  },
});
