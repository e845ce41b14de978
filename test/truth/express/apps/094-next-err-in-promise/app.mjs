import express from 'express';
import createError from 'http-errors';
const app = express();
const store = { tokens: { t1: { user: 'x' } } };
const load = (token) => new Promise((resolve, reject) => {
  setTimeout(() => (store.tokens[token] ? resolve(store.tokens[token]) : reject(createError(401, 'unknown token', { headers: { 'WWW-Authenticate': 'Bearer' } }))), 1);
});
const auth = (req, res, next) => {
  const [, token] = (req.get('authorization') || '').split(' ');
  load(token)
    .then((found) => {
      req.user = found.user;
      return null;
    })
    .then(next)
    .catch(next);
};
app.get('/box', auth, (req, res) => res.send(req.user));
app.get('/open', (req, res) => res.send('open'));
export default app;
