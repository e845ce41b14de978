import type { RequestHandler } from 'express';
export const Roles = { admin: 'r-admin', user: 'r-user' } as const;
export const need = (role: keyof typeof Roles): RequestHandler => (req, res, next) => {
  const given = req.get('x-role-token');
  if (given === undefined) { res.status(401).json({ need: role }); return; }
  if (given !== Roles[role]) { res.status(403).json({ need: role }); return; }
  next();
};
