const jwt = require('jsonwebtoken');
const SECRET = process.env.JWT_SECRET || 'development';
exports.authenticate = (realm) => (req, res, next) => {
  const header = req.get('Authorization') || '';
  const match = /^Bearer +([^ ]+)$/i.exec(header);
  if (match === null) return res.status(401).set('WWW-Authenticate', `Bearer realm="${realm}"`).json({ error: 'missing' });
  jwt.verify(match[1], SECRET, { algorithms: ['HS256'] }, (error, claims) => {
    if (error) return res.status(401).set('WWW-Authenticate', `Bearer realm="${realm}", error="invalid_token"`).json({ error: 'invalid' });
    req.claims = claims;
    next();
  });
};
