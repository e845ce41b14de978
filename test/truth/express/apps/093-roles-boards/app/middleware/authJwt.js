const jwt = require('jsonwebtoken');
const config = require('../config/auth.config.js');
const roles = { 1: ['user'], 2: ['user', 'moderator'], 3: ['user', 'admin'] };

const verifyToken = (req, res, next) => {
  let token = req.headers['x-access-token'];
  if (!token) {
    return res.status(403).send({ message: 'No token provided!' });
  }
  jwt.verify(token, config.secret, (err, decoded) => {
    if (err) {
      return res.status(401).send({ message: 'Unauthorized!' });
    }
    req.userId = decoded.id;
    next();
  });
};
const isAdmin = (req, res, next) => {
  Promise.resolve(roles[req.userId] || []).then((own) => {
    for (let i = 0; i < own.length; i++) {
      if (own[i] === 'admin') {
        next();
        return;
      }
    }
    res.status(403).send({ message: 'Require Admin Role!' });
    return;
  });
};
module.exports = { verifyToken, isAdmin };
