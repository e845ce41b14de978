const express = require('express');
const crypto = require('node:crypto');
const app = express();

const SECRETS = Object.freeze({ p1: 'one', p2: 'two' });

function verifySignature(req, res, next) {
  const partner = req.get('X-Partner');
  const signature = req.get('X-Signature');
  if (!partner || !signature) {
    const error = new Error('Signature required');
    error.statusCode = 401;
    error.expose = true;
    return next(error);
  }
  const secret = Object.prototype.hasOwnProperty.call(SECRETS, partner) ? SECRETS[partner] : undefined;
  if (secret === undefined) return res.status(403).json({ error: 'unknown partner' });
  const expected = crypto.createHmac('sha256', secret).update([req.method, req.originalUrl].join('\n')).digest('hex');
  const ok = signature.length === expected.length && crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  return ok ? next() : res.status(401).json({ error: 'bad signature' });
}
app.get('/partners/ping', (req, res) => res.send('pong'));
app.use('/partners', verifySignature);
app.get('/partners/stock', (req, res) => res.json([]));
module.exports = app;
