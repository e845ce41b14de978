const express = require('express');
const session = require('express-session');
const app = express();

app.use(session({ secret: 'look', resave: false, saveUninitialized: true }));
app.all(/^\/(?!(?:login|logout)(?:\/|$))/, (req, res, next) => {
  if (req.session.name) return next();
  res.status(401).send('Log in at /login');
});
app.get('/login', (req, res) => res.send('<form>'));
app.post('/login', express.urlencoded({ extended: true }), (req, res) => { req.session.name = req.body.name; res.redirect('/'); });
app.get('/login-history', (req, res) => res.json(['yesterday']));
app.get('/', (req, res) => res.send('Hello ' + req.session.name));

module.exports = app;
if (require.main === module) app.listen(3000);
