const express = require('express');
const passport = require('passport');
const BearerStrategy = require('passport-http-bearer').Strategy;
passport.use(new BearerStrategy((token, done) => done(null, token === 'good' ? { id: 1 } : false)));
const app = express();
app.use(passport.initialize());
app.get('/me', passport.authenticate('bearer'), (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
