exports.needsKey = (req, res, next) => {
  if (req.headers['x-key'] === 'k') return next();
  res.writeHead(401, { 'content-type': 'text/plain' });
  res.end('key');
};
exports.needsJson = (req, res, next) => (req.is('json') ? next() : res.sendStatus(415));
exports.create = (req, res) => res.sendStatus(201);
