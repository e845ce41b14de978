export function guard(req, res, next) {
  const { authorization } = req.headers;
  if (authorization === `Bearer ${process.env.API_TOKEN ?? 'dev-token'}`) return next();
  return res.status(401).set('WWW-Authenticate', 'Bearer').end();
}
