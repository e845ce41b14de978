const express = require('express');
const session = require('express-session');
const flash = require('connect-flash');
const bcrypt = require('bcryptjs');
const app = express();

const users = [{ id: 1, email: 'ann@example.org', hash: bcrypt.hashSync('secret', 4), admin: true }];

app.use(express.urlencoded({ extended: true }));
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true, cookie: { maxAge: 3600000 } }));
app.use(flash());
app.use((req, res, next) => {
  res.locals.messages = req.flash('error');
  res.locals.user = users.find((u) => u.id === req.session.userId) || null;
  next();
});

const signedIn = (req, res, next) => {
  if (!res.locals.user) {
    req.flash('error', 'Please sign in');
    req.session.returnTo = req.originalUrl;
    return req.session.save(() => res.redirect('/signin'));
  }
  next();
};

app.get('/', (req, res) => res.send('home'));
app.route('/signin')
  .get((req, res) => res.send('<form method=post>'))
  .post(async (req, res, next) => {
    try {
      const user = users.find((u) => u.email === req.body.email);
      const ok = user && (await bcrypt.compare(req.body.password || '', user.hash));
      if (!ok) {
        req.flash('error', 'Wrong e-mail or password');
        return res.redirect('/signin');
      }
      const to = req.session.returnTo || '/dashboard';
      req.session.regenerate((err) => {
        if (err) return next(err);
        req.session.userId = user.id;
        res.redirect(to);
      });
    } catch (err) {
      next(err);
    }
  });
app.post('/signout', (req, res) => req.session.destroy(() => res.redirect('/')));
app.get('/dashboard', signedIn, (req, res) => res.send('dashboard'));
app.use('/admin', signedIn, (req, res, next) => (res.locals.user.admin ? next() : res.status(403).send('admins only')));
app.get('/admin', (req, res) => res.send('admin'));
module.exports = app;
