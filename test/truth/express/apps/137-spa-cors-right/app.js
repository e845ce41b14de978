const express = require('express');
const cors = require('cors');
const session = require('express-session');
const cookieRouter = require('./routes/cookie');
const tokenRouter = require('./routes/token');

const whitelist = ['https://spa.test', 'https://www.spa.test'];
const app = express();
app.set('trust proxy', 1);
app.use(express.json());
app.use('/web', cors({
  origin(origin, callback) {
    if (!origin || whitelist.indexOf(origin) !== -1) {
      callback(null, true);
    } else {
      callback(new Error('Not allowed by CORS'));
    }
  },
  credentials: true,
}));
app.use('/mobile', cors({ origin: 'https://m.spa.test', allowedHeaders: ['Content-Type', 'Authorization'], exposedHeaders: ['WWW-Authenticate'] }));
app.use('/web', session({
  secret: process.env.SESSION_SECRET || 'spa',
  resave: false,
  saveUninitialized: true,
  cookie: { sameSite: 'none', secure: true, httpOnly: true },
}));
app.use('/web', cookieRouter);
app.use('/mobile', tokenRouter);

module.exports = app;
