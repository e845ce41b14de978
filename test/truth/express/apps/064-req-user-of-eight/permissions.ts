import type { Request, Response, NextFunction } from 'express';

export function hasPermission(permission: string) {
  return (req: Request & { user?: { permissions?: string[] } }, res: Response, next: NextFunction) => {
    const user = req.user;
    if (!user) {
      res.status(401).json({ message: 'who are you?' });
      return;
    }
    if (!user.permissions || !user.permissions.includes(permission)) {
      res.status(403).json({ message: `missing ${permission}` });
      return;
    }
    next();
  };
}
