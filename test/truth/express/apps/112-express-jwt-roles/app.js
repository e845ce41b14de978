const express = require('express');
const { expressjwt: jwt } = require('express-jwt');
const app = express();

const secret = async () => process.env.SECRET || 'ejwt';
app.use('/shop', jwt({ secret, algorithms: ['HS256'], audience: 'shop' }).unless({ path: ['/shop/catalog', { url: /^\/shop\/items\/\d+$/, methods: ['GET'] }] }));

const hasScope = (scope) => ({ user }, res, next) => {
  const scopes = (user && user.scope ? user.scope : '').split(' ');
  if (!scopes.includes(scope)) return res.status(401).json({ error: `scope ${scope} is missing` });
  next();
};
app.get('/shop/catalog', (req, res) => res.json([]));
app.route('/shop/items/:id')
  .get((req, res) => res.json({}))
  .put(hasScope('items:write'), (req, res) => res.sendStatus(204));
app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') return res.status(err.status).json({ error: err.code });
  next(err);
});
module.exports = app;
