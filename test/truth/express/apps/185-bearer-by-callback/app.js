const express = require('express');
const passport = require('passport');
const BearerStrategy = require('passport-http-bearer').Strategy;
const app = express();

passport.use(new BearerStrategy(async (token, done) => {
  try {
    const user = await lookup(token);
    done(null, user || false);
  } catch (err) {
    done(err);
  }
}));
const lookup = async (token) => ({ 'tok-a': { name: 'a' } })[token];

const guard = (req, res, next) => {
  passport.authenticate('bearer', { session: false }, (err, user) => {
    if (err) return next(err);
    if (!user) return res.status(401).json({ error: 'unauthorized' });
    req.user = user;
    next();
  })(req, res, next);
};
app.get('/box', guard, (req, res) => res.json(req.user));
app.get('/', (req, res) => res.send('ok'));

module.exports = app;
if (require.main === module) app.listen(3000);
