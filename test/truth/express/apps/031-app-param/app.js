const express = require('express');
const app = express();
app.param('user', (req, res, next, user) => {
  if (req.get('x-user') === user) return next();
  res.status(403).end();
});
app.get('/users', (req, res) => res.json([]));
app.get('/users/:user', (req, res) => res.json({ user: req.params.user }));
app.put('/users/:user/name', (req, res) => res.sendStatus(204));
app.use('/files/:user', express.Router().get('/', (req, res) => res.json([])));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
