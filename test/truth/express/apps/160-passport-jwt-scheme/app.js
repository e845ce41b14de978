const express = require('express');
const passport = require('passport');
const { register } = require('./security/strategies');

register(passport);
const app = express();
app.use(express.json());
app.use(passport.initialize());
app.use('/', require('./routes/auth'));
app.use('/songs', passport.authenticate('jwt'), require('./routes/songs'));
module.exports = app;
