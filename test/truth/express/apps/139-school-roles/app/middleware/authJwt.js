const jwt = require('jsonwebtoken');
const config = require('../config/auth.config.js');
const db = require('../models');
const User = db.user;

const verifyToken = (req, res, next) => {
  let token = req.headers['x-access-token'];

  if (!token) {
    return res.status(403).send({
      message: 'No token provided!',
    });
  }

  jwt.verify(token, config.secret, (err, decoded) => {
    if (err) {
      return res.status(401).send({
        message: 'Unauthorized!',
      });
    }
    req.userId = decoded.id;
    next();
  });
};

const isAdmin = (req, res, next) => {
  User.findByPk(req.userId).then((user) => {
    for (let i = 0; i < user.roles.length; i++) {
      if (user.roles[i] === 'admin') {
        next();
        return;
      }
    }
    res.status(401).send({
      message: 'Require Admin Role!',
    });
  });
};

module.exports = { verifyToken, isAdmin };
