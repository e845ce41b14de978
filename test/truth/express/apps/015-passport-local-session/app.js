const express = require('express');
const session = require('express-session');
const passport = require('passport');
const LocalStrategy = require('passport-local').Strategy;
passport.use(new LocalStrategy((username, password, done) => {
  if (username === 'anna' && password === 'tulip') return done(null, { id: 1, username });
  return done(null, false, { message: 'wrong' });
}));
passport.serializeUser((user, done) => done(null, user.id));
passport.deserializeUser((id, done) => done(null, { id }));
const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 's', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.use(passport.session());
app.post('/login', passport.authenticate('local', { failureRedirect: '/login' }), (req, res) => res.redirect('/home'));
app.get('/login', (req, res) => res.send('<form>'));
const ensureLoggedIn = (req, res, next) => {
  if (req.isAuthenticated()) return next();
  res.redirect('/login');
};
app.get('/home', ensureLoggedIn, (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
