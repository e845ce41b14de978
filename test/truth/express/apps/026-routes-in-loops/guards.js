module.exports = {
  none: (req, res, next) => next(),
  key(req, res, next) {
    const key = req.query.key || req.header('X-Key');
    if (key === '42') next();
    else res.status(401).json({ error: 'key' });
  },
};
