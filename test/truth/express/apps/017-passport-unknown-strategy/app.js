const express = require('express');
const passport = require('passport');
const { Strategy, ExtractJwt } = require('passport-jwt');
passport.use('access', new Strategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: 'k' }, (payload, done) => done(null, payload)));
const app = express();
app.get('/me', passport.authenticate('jwt', { session: false }), (req, res) => res.json(req.user));
app.get('/ok', passport.authenticate('access', { session: false }), (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
