const express = require('express');
const app = express();
app.get('/reports/:id',
  (req, res, next) => (req.params.id === 'public' ? next('route') : next()),
  (req, res, next) => (req.headers.authorization === 'Bearer r' ? next() : res.sendStatus(401)),
  (req, res) => res.json({ secret: true }));
app.get('/reports/:id', (req, res) => res.json({ id: req.params.id }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
