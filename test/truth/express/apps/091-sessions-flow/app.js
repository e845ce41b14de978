const express = require('express');
const session = require('express-session');
const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 's', resave: false, saveUninitialized: false, name: 'app.sid' }));

const need = (role) => (req, res, next) => {
  const { account } = req.session;
  if (!account) return res.redirect(302, '/login?back=' + encodeURIComponent(req.originalUrl));
  if (role && account.role !== role) return res.status(403).send('no');
  next();
};
app.route('/login')
  .get((req, res) => res.send('<form method="post">'))
  .post((req, res, next) => {
    if (req.body.password !== 'open') return res.status(401).send('<form method="post">');
    req.session.regenerate((err) => {
      if (err) return next(err);
      req.session.account = { name: req.body.name, role: 'member' };
      req.session.save((error) => (error ? next(error) : res.redirect('/home')));
    });
  });
app.get('/home', need(), (req, res) => res.send('home of ' + req.session.account.name));
app.get('/admin', need('admin'), (req, res) => res.send('admin'));
app.post('/logout', (req, res) => req.session.destroy(() => res.clearCookie('app.sid').redirect('/login')));
module.exports = app;
