const express = require('express');
const session = require('express-session');
const account = require('./account');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use('/account', account);
app.use(session({ secret: 'x', resave: false, saveUninitialized: false }));
app.post('/login', (req, res) => {
  req.session.userId = 12;
  res.redirect(303, '/account');
});
app.get('/logout', (req, res, next) => {
  req.session.destroy((err) => (err ? next(err) : res.redirect('/')));
});
app.get('/', (req, res) => res.send('index'));
module.exports = app;
