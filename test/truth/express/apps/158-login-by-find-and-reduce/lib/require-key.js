const jwt = require('jsonwebtoken');
const key = process.env.DOJO_KEY || 'dojo';

function requireKey(req, res, next) {
  const token = tokenOf(req);
  let who;
  try {
    who = jwt.verify(token, key);
  } catch (e) {
    res.statusCode = 401;
    res.setHeader('WWW-Authenticate', 'Bearer realm="dojo"');
    return res.end();
  }
  req.who = who;
  return next();
}

function tokenOf(req) {
  const value = req.headers['authorization'];
  return value && value.slice(0, 7).toLowerCase() === 'bearer ' ? value.slice(7).trim() : undefined;
}

module.exports = requireKey;
