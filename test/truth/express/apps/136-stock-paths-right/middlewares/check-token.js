const tokens = new Set((process.env.API_TOKENS || 'tok-a,tok-b').split(','));

module.exports = function checkToken(req, res, next) {
  const token = req.get('x-auth-token');
  if (!token) return res.status(401).send({ error: 'No token' });
  if (!tokens.has(token)) return res.status(401).send({ error: 'Unknown token' });
  next();
};
