exports.guard = (req, res, next) => (req.get('x-key') === 'k' ? next() : res.sendStatus(401));
