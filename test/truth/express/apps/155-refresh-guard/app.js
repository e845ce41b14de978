const express = require('express');
const passport = require('passport');
const jwt = require('jsonwebtoken');
const { Strategy, ExtractJwt } = require('passport-jwt');

const ACCESS = process.env.ACCESS || 'acc';
const REFRESH = process.env.REFRESH || 'ref';

passport.use('access', new Strategy({
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKey: ACCESS,
}, (payload, done) => done(null, payload.sub ? { id: payload.sub } : false)));
passport.use('refresh', new Strategy({
  jwtFromRequest: ExtractJwt.fromBodyField('refresh_token'),
  secretOrKey: REFRESH,
}, (payload, done) => done(null, { id: payload.sub })));

const access = passport.authenticate('access', { session: false });
const refresh = passport.authenticate('refresh', { session: false });
const issue = (id) => ({
  access_token: jwt.sign({ sub: id }, ACCESS, { expiresIn: '10m' }),
  refresh_token: jwt.sign({ sub: id }, REFRESH, { expiresIn: '30d' }),
});

const app = express();
app.use(express.json());
app.use(passport.initialize());
app.post('/auth/login', (req, res) => {
  if (req.body.username !== 'r' || req.body.password !== 'p') return res.sendStatus(401);
  res.json(issue('1'));
});
app.post('/auth/refresh', refresh, (req, res) => res.json(issue(req.user.id)));
app.get('/me', access, (req, res) => res.json(req.user));

module.exports = app;
