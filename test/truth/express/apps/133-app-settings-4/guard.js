exports.keyed = (req, res, next) => {
  if (req.app.get('key') === undefined) return res.status(403).json({ error: 'no key is set' });
  if (req.get('x-api-key') === req.app.get('key')) return next();
  const { scheme } = req.app.locals;
  if (scheme) res.set('WWW-Authenticate', `${scheme} realm="${res.app.get('realm')}"`);
  return res.status(401).json({ error: 'a key is needed' });
};

exports.open = (req, res, next) => (req.app.enabled('open') ? next() : exports.keyed(req, res, next));
