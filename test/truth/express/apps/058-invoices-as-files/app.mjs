import express from 'express';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import cookieParser from 'cookie-parser';

const here = dirname(fileURLToPath(import.meta.url));
const sessions = new Map([['s1', 'tom']]);
const app = express();

const members = (req, res, next) => {
  const user = sessions.get(req.cookies.sid);
  if (user === undefined) {
    return res.status(401).end('members only');
  }
  req.user = user;
  return next();
};

app.use(cookieParser());
app.use('/invoices', express.static(join(here, 'invoices'), { index: false }));
app.use('/invoices', members);
app.get('/invoices/latest', (req, res) => res.json({ for: req.user }));
app.get('/', (req, res) => res.send('front page'));
export default app;
