import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { api } from './api.js';

passport.use(new Strategy((u, p, done) => done(null, u === p ? { u } : false)));
passport.serializeUser((user, done) => done(null, user.u));
passport.deserializeUser((u, done) => done(null, { u }));

const app = express();
app.use(express.urlencoded({ extended: false }), express.json());
app.use(session({ secret: 'r', resave: false, saveUninitialized: false }));
app.use(passport.session());
app.get('/login', (req, res) => res.send('<form method="post">'));
app.post('/login', passport.authenticate('local', { failureRedirect: '/login', successReturnToOrRedirect: '/' }));
app.use('/api', api);
export default app;
