exports.guard = (req, res, next) => {
  if (req.get('x-api-key') !== 'k') return res.sendStatus(401);
  next();
};
