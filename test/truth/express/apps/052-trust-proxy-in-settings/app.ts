import express, { type Express } from 'express';
import session from 'express-session';
import { configure } from './config/settings';
import { requireLogin } from './middleware/require-login';

export function createApp(): Express {
  const app = express();
  configure(app);
  app.use(
    session({
      secret: process.env.SESSION_SECRET ?? 'dev only',
      resave: false,
      saveUninitialized: false,
      name: 'connect.id',
      cookie: { secure: true, sameSite: 'lax' },
    }),
  );
  app.post('/login', express.json(), (req, res) => {
    const { email } = req.body ?? {};
    if (typeof email !== 'string') {
      res.status(422).json({ error: 'email is required' });
      return;
    }
    req.session.regenerate((err) => {
      if (err) {
        res.sendStatus(500);
        return;
      }
      (req.session as any).email = email;
      res.json({ email });
    });
  });
  app.get('/me', requireLogin, (req, res) => {
    res.json({ email: (req.session as any).email });
  });
  app.delete('/session', requireLogin, (req, res) => {
    req.session.destroy(() => res.status(204).end());
  });
  return app;
}

export default createApp();
