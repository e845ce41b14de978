const express = require('express');
const passport = require('passport');
const { HeaderAPIKeyStrategy } = require('passport-headerapikey');
passport.use(new HeaderAPIKeyStrategy({ header: 'X-Api-Key', prefix: '' }, false, (key, done) => done(null, key === 'k-1' ? { key } : false)));
const app = express();
app.use(passport.initialize());
app.get('/data', passport.authenticate('headerapikey', { session: false }), (req, res) => res.json({ ok: true }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
