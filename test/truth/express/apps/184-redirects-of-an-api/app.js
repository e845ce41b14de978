const express = require('express');
const session = require('express-session');
const passport = require('passport');
const LocalStrategy = require('passport-local').Strategy;

passport.use('local', new LocalStrategy((username, password, done) => done(null, username === 'u' && password === 'p' ? { username } : false)));
passport.serializeUser((user, done) => done(null, user.username));
passport.deserializeUser((username, done) => done(null, { username }));

const app = express();
app.use(express.json());
app.use(session({ secret: 'fr', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.use(passport.session());

app.post('/api/login', passport.authenticate('local', { failureRedirect: '/login' }), (req, res) => res.json(req.user));
app.get('/api/me', (req, res) => (req.user ? res.json(req.user) : res.sendStatus(401)));
app.get('/login', (req, res) => res.send('<form>'));

module.exports = app;
if (require.main === module) app.listen(3000);
