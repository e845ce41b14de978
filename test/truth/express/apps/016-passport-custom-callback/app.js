const express = require('express');
const passport = require('passport');
const { Strategy: BearerStrategy } = require('passport-http-bearer');
passport.use(new BearerStrategy((token, done) => done(null, token === 'good' ? { id: 1 } : false)));
const app = express();
function api(req, res, next) {
  passport.authenticate('bearer', { session: false }, (err, user) => {
    if (err) return next(err);
    if (!user) return res.status(401).set('WWW-Authenticate', 'Bearer').json({ message: 'log in first' });
    req.user = user;
    return next();
  })(req, res, next);
}
app.get('/open', (req, res) => res.send('open'));
app.get('/closed', api, (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
