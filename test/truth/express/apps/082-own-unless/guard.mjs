export const guard = (req, res, next) => {
  const { 'x-session-token': token, ...others } = req.headers;
  if (token === undefined) return res.status(401).json({ seen: Object.keys(others).length });
  return next();
};
