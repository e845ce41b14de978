const express = require('express');
const app = express();

const token = process.env.STATIC_TOKEN || 'static-token';

app.use((req, res, next) => {
  const header = req.headers.authorization || '';
  const given = header.slice(header.indexOf(' ') + 1);
  if (given !== token) {
    return res.status(401).json({ error: 'unauthorized' });
  }
  next();
});
app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://front.test');
  res.header('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  res.header('Access-Control-Allow-Methods', 'GET, POST, DELETE');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});
app.get('/things', (req, res) => res.json([]));
app.delete('/things/:id', (req, res) => res.sendStatus(204));

module.exports = app;
