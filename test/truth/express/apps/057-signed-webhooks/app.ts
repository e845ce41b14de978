import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-http-bearer';

passport.use(new Strategy((token, done) => { token === 'abc' ? done(null, { id: 1 }) : done(null, false); }));

const app = express();

app.get(['/livez', '/readyz'], (_req, res) => void res.send('ok'));
app.get('/.well-known/security.txt', (_req, res) => void res.type('text').send('Contact: x'));

function signature(secret: string) {
  return (req: Request, res: Response, next: NextFunction) => {
    const given = req.get('x-hub-signature-256');
    if (!given) return void res.status(401).send('unsigned');
    const wanted = `sha256=${createHmac('sha256', secret).update(req.body).digest('hex')}`;
    const a = Buffer.from(given);
    const b = Buffer.from(wanted);
    if (a.length !== b.length || !timingSafeEqual(a, b)) return void res.status(401).send('bad signature');
    next();
  };
}
app.post('/webhooks/github', express.raw({ type: () => true }), signature('hook'), (_req, res) => void res.sendStatus(202));

app.use(passport.authenticate('bearer', { session: false }));
app.use(express.json());
app.get('/repos', (_req, res) => void res.json([]));

export default app;
