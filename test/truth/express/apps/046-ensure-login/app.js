const express = require('express');
const session = require('express-session');
const passport = require('passport');
const { ensureLoggedIn } = require('connect-ensure-login');
const app = express();
app.use(session({ secret: 's', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.use(passport.session());
app.get('/settings', ensureLoggedIn('/signin'), (req, res) => res.json(req.user));
app.get('/signin', (req, res) => res.send('form'));
app.use('/inner', ensureLoggedIn(), (req, res) => res.send('inner'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
