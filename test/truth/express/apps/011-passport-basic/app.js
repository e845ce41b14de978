const express = require('express');
const passport = require('passport');
const { BasicStrategy } = require('passport-http');
passport.use(new BasicStrategy({ realm: 'Mail' }, (user, password, done) => {
  if (user !== 'anna' || password !== 'tulip') return done(null, false);
  return done(null, { name: user });
}));
const app = express();
app.use(passport.initialize());
const protect = passport.authenticate('basic', { session: false });
app.get('/mail', protect, (req, res) => res.json({ for: req.user.name }));
app.route('/drafts').all(protect).get((req, res) => res.json([])).post((req, res) => res.sendStatus(201));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
