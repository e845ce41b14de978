const express = require('express');
const session = require('express-session');

const app = express();

app.use(session({ name: 'club.sid', secret: ['s1', 's2'], resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));
app.use('/lounge', require('./lounge'));
app.use('/door', require('./door'));

exports = module.exports = app;
