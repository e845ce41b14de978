import { Router, type NextFunction, type Request, type Response } from 'express';

const STAFF = new Map<string, string>([['token-of-mia', 'mia']]);

function staffOnly(req: Request, res: Response, next: NextFunction) {
  const [, token = ''] = /^Bearer (.+)$/i.exec(req.get('Authorization') ?? '') ?? [];
  const name = STAFF.get(token);
  if (!name) {
    res.status(401).header('WWW-Authenticate', 'Bearer').send({ title: 'Staff only' });
    return;
  }
  res.locals.staff = name;
  next();
}

const router = Router();
router.use(staffOnly);
router.get('/backoffice/stock', (_req, res) => { res.json({ stock: 3 }); });
router.patch('/backoffice/stock/:sku', (req, res) => { res.json({ sku: req.params.sku }); });
export default router;
