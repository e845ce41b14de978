import express, { type NextFunction, type Request, type Response } from 'express';

enum Permission {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  Admin = Read | Write | (1 << 2),
}

interface Principal {
  name: string;
  permissions: Permission;
}

const principals: Record<string, Principal> = {
  reader: { name: 'reader', permissions: Permission.Read },
  writer: { name: 'writer', permissions: Permission.Read | Permission.Write },
};

const identify = (req: Request, res: Response, next: NextFunction) => {
  const key = req.get('x-principal') ?? '';
  const principal = Object.hasOwn(principals, key) ? principals[key] : undefined;
  if (principal === undefined) return void res.status(401).json({ error: 'unknown principal' });
  res.locals.principal = principal;
  next();
};

const needs = (permission: Permission) => (_req: Request, res: Response, next: NextFunction) => {
  const { permissions } = res.locals.principal as Principal;
  if ((permissions & permission) !== permission) return void res.status(403).json({ error: 'forbidden' });
  next();
};

const app = express();
app.use(express.json());
app.use('/docs', identify);
app.get('/docs', needs(Permission.Read), (_req, res) => void res.json([]));
app.post('/docs', needs(Permission.Write), (req, res) => void res.status(201).json(req.body));
app.delete('/docs/:id', needs(Permission.Admin), (_req, res) => void res.sendStatus(204));

export { app as default };
