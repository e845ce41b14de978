const jwt = require('jsonwebtoken');
const key = 'cookie-key';
exports.create = (req, res) => {
  res.cookie('sid', jwt.sign({ id: 7 }, key, { expiresIn: '1h' }), { httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 * 1000 });
  res.json({ ok: true });
};
exports.required = async (req, res, next) => {
  try {
    const { sid } = req.cookies;
    if (!sid) throw Object.assign(new Error('no session'), { status: 401 });
    const claims = await jwt.verify(sid, key);
    req.userId = claims.id;
    next();
  } catch (error) {
    error.status = 401;
    next(error);
  }
};
exports.remove = (req, res) => { res.clearCookie('sid'); res.sendStatus(204); };
