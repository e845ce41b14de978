const express = require('express');
const cors = require('cors');
const app = express();
const list = (name, fallback) => (process.env[name] ?? fallback).split(',').map((one) => one.trim()).filter(Boolean);
const config = {
  origins: list('CORS_ORIGINS', 'https://a.example, https://b.example'),
  keys: list('API_KEYS', 'dev-key'),
  admins: list('ADMINS', ''),
  port: Number(process.env.PORT ?? 3000),
};
app.use(cors({ origin: config.origins }));
app.use((req, res, next) => {
  const key = req.get('x-api-key');
  if (!key) return res.status(401).json({ error: 'x-api-key' });
  if (!config.keys.includes(key)) return res.status(403).json({ error: 'x-api-key' });
  next();
});
app.get('/', (req, res) => res.send('ok'));
app.get('/admin', (req, res) => (config.admins.includes(req.get('x-user')) ? res.send('admin') : res.sendStatus(403)));
module.exports = app;
if (require.main === module) app.listen(config.port);
