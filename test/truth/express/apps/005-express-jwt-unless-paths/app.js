const express = require('express');
const { expressjwt } = require('express-jwt');
const app = express();
app.use(express.json());
app.use(
  expressjwt({ secret: 'a-shared-secret', algorithms: ['HS256'] }).unless({
    path: ['/login', { url: '/items', methods: ['GET'] }, /^\/public\//],
  }),
);
app.post('/login', (req, res) => res.json({ token: 't' }));
app.get('/items', (req, res) => res.json([]));
app.post('/items', (req, res) => res.status(201).json({ by: req.auth.sub }));
app.get('/public/terms', (req, res) => res.send('terms'));
app.get('/account', (req, res) => res.json(req.auth));
app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') {
    return res.set('WWW-Authenticate', 'Bearer realm="items"').status(401).json({ error: err.message });
  }
  return next(err);
});

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
