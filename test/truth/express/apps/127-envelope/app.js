const express = require('express');
const app = express();

app.use((req, res, next) => {
  const json = res.json.bind(res);
  res.json = (data) => json({ ok: res.statusCode < 400, data });
  const started = Date.now();
  res.on('finish', () => console.log(req.method, req.originalUrl, res.statusCode, Date.now() - started));
  next();
});
const users = [{ key: 'k1', name: 'ann' }];
const auth = (req, res, next) => {
  const user = users.find(({ key }) => key === req.get('x-key'));
  if (!user) return res.status(401).json({ error: 'key' });
  req.user = user;
  next();
};
app.get('/me', auth, (req, res) => res.json(req.user));
app.get('/', (req, res) => res.json('home'));
app.use((req, res) => res.status(404).json({ error: 'nothing here' }));
module.exports = app;
