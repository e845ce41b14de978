const jwt = require('jsonwebtoken');
module.exports = (options) =>
  function guard(req, res, next) {
    const value = req.headers[options.header];
    if (!value) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
    const [, token] = value.split(/\s+/);
    jwt.verify(token, options.secret, (err, claims) => {
      if (err) return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
      req.claims = claims;
      next();
    });
  };
