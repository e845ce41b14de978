const { timingSafeEqual, createHash } = require('node:crypto');
const express = require('express');
const keys = require('./keys');
const app = express();
const digest = (text) => createHash('sha256').update(text).digest();
const known = keys.map(digest);
function apiKey(req, res, next) {
  const key = req.get('X-API-Key') ?? req.query.api_key;
  if (typeof key !== 'string' || key.length === 0) return res.status(401).json({ error: 'no key' });
  const sent = digest(key);
  if (!known.some((one) => timingSafeEqual(one, sent))) return res.status(403).json({ error: 'unknown key' });
  next();
}
app.get('/rates', apiKey, (req, res) => res.json({ eur: 1 }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
