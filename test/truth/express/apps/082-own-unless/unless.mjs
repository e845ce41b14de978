const matches = (rule, req) => {
  if (typeof rule === 'string') return req.path === rule || req.path === `${rule}/`;
  const { path, methods } = rule;
  if (methods && !methods.includes(req.method)) return false;
  return path instanceof RegExp ? path.test(req.path) : path === req.path;
};
export const unless = (rules, middleware) => (req, res, next) => {
  for (const rule of rules) {
    if (matches(rule, req)) return next();
  }
  return middleware(req, res, next);
};
