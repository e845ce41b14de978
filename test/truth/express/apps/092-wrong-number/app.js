const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: 'w', resave: false, saveUninitialized: false }));

function isLoggedIn(req, res, next) {
  if (!req.session.user) return res.status(403).json({ error: 'log in' });
  next();
}
function isAdmin(req, res, next) {
  if (req.session.user.role !== 'admin') return res.status(401).json({ error: 'admins only' });
  next();
}
app.post('/login', (req, res) => { req.session.user = { role: 'user' }; res.json({}); });
app.get('/profile', isLoggedIn, (req, res) => res.json(req.session.user));
app.get('/admin', isLoggedIn, isAdmin, (req, res) => res.json([]));
module.exports = app;
