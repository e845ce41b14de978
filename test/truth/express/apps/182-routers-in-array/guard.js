const tokens = require('./tokens');
module.exports = function guard(req, res, next) {
  const member = tokens.read(req.headers['x-token']);
  if (!member) return res.set('WWW-Authenticate', 'Token realm="v2"').sendStatus(401);
  req.member = member;
  return next();
};
