import { Router, type RequestHandler } from 'express';

export const account: Router = Router();
const needsUser: RequestHandler = (req, res, next) => {
  if (req.session?.user === undefined) {
    res.status(401).json({ error: 'nobody is logged in' });
    return;
  }
  next();
};
account.post('/login', (req, res) => {
  if (req.session) req.session.user = 'anna';
  res.sendStatus(204);
});
account.get('/', needsUser, (req, res) => { res.json({ user: req.session?.user as string }); });
