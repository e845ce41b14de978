const { Router } = require('express');
const jwt = require('jsonwebtoken');
const router = Router();

function bearer(req, res, next) {
  const [, token] = (req.headers.authorization || '').match(/^Bearer\s+(.+)$/i) || [];
  try {
    req.user = jwt.verify(token, 'mobile');
    next();
  } catch (err) {
    res.set('WWW-Authenticate', 'Bearer realm="mobile"').status(401).json({ error: err.message });
  }
}

router.get('/me', bearer, (req, res) => res.json(req.user));

module.exports = router;
