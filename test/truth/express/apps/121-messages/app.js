const express = require('express');
const passport = require('passport');
const Strategy = require('passport-local').Strategy;

const db = {
  async byName(name) { return { ann: { name: 'ann', hash: 'pw' } }[name] || null; },
};
passport.use(new Strategy(async function (username, password, done) {
  try {
    const user = await db.byName(username);
    if (!user) return done(null, false, 'No such user');
    if (user.hash !== password) return done(null, false, 'Wrong password');
    return done(null, user);
  } catch (err) {
    return done(err);
  }
}));

const app = express();
app.use(express.urlencoded({ extended: true }));
app.use(passport.initialize());
app.post('/login', passport.authenticate('local', { session: false }), (req, res) => res.json({ hello: req.user.name }));
app.get('/', (req, res) => res.send('home'));
module.exports = app;
