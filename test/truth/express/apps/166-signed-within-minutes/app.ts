import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, type NextFunction } from 'express';

const SECRET = process.env.HOOK_SECRET ?? 'hook';
const WINDOW = 5 * 60;

function signed(req: Request, res: Response, next: NextFunction): void {
  const time = Number(req.get('x-time'));
  const given = Buffer.from(String(req.get('x-sign') ?? ''), 'hex');
  const fresh = Math.abs(Math.floor(Date.now() / 1000) - time) < WINDOW;
  const wanted = createHmac('sha256', SECRET).update(`${time}.`).digest();
  if (!fresh || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    res.status(401).json({ error: 'signature' });
    return;
  }
  next();
}

const app = express();
app.post('/hooks/orders', signed, (_req, res) => { res.sendStatus(202); });
app.get('/', (_req, res) => { res.send('hooks'); });
export default app;
