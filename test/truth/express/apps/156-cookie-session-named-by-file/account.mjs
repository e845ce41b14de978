import { Router } from 'express';

export const account = Router();

const members = new Map([['ida', 'guest']]);

account.post('/sign-in', ({ body, session }, res) => {
  if (members.get(body.name) !== body.password) return res.status(401).send('Who are you?');
  session.member = body.name;
  res.redirect(303, '/entries');
});

account.get('/entries', (req, res, next) => (req.session.member ? next() : res.sendStatus(401)), (req, res) => {
  res.json({ for: req.session.member, entries: [] });
});
