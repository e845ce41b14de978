// The shop's application: tokens for its API, and a session for the pages of the staff.
import cors from 'cors';
import express from 'express';
import session from 'express-session';
import { login, requireToken } from './auth.js';
import { admin } from './routes/admin.js';
import { orders } from './routes/orders.js';

const app = express();
app.use(express.json());

app.get('/healthz', (req, res) => res.json({ ok: true }));
app.post('/login', login);

app.use('/api', requireToken);
// The shop's pages are on another origin than its API.
app.use(cors({ origin: 'https://www.shop.example', exposedHeaders: ['WWW-Authenticate'] }));
app.use('/api/orders', orders);

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true, httpOnly: true },
  }),
);
app.use('/admin', admin);

app.listen(3000);
