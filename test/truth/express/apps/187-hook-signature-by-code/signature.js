const { createHmac, timingSafeEqual } = require('node:crypto');
const SECRET = process.env.HOOK_SECRET || 'hook';

class AuthError extends Error {
  constructor(message) {
    super(message);
    this.code = 401;
  }
}

exports.requireSignature = (req, res, next) => {
  const given = Buffer.from(req.get('x-signature') || '', 'utf8');
  const wanted = Buffer.from(createHmac('sha256', SECRET).update(req.body || '').digest('hex'), 'utf8');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return next(new AuthError('bad signature'));
  next();
};
