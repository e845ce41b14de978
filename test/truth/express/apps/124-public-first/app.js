const express = require('express');
const crypto = require('crypto');
const app = express();

app.get(['/', '/healthz', '/robots.txt'], (req, res) => res.send('ok'));
app.post('/contact', express.urlencoded({ extended: false }), (req, res) => res.redirect(303, '/thanks'));
app.post('/newsletter/subscribe', express.json(), (req, res) => res.status(202).end());
app.use('/assets', express.static(__dirname + '/assets'));
app.post('/hooks/stripe', express.raw({ type: 'application/json' }), (req, res) => {
  const signature = req.get('stripe-signature') || '';
  const wanted = crypto.createHmac('sha256', 'whsec').update(req.body).digest('hex');
  if (signature !== wanted) return res.status(400).send('signature');
  res.json({ received: true });
});

const token = (req) => (req.get('authorization') || '').replace(/^bearer\s+/i, '');
app.use((req, res, next) => {
  const hash = crypto.createHash('sha256').update(token(req)).digest('hex');
  const known = ['2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'];
  if (!known.includes(hash)) return res.set('WWW-Authenticate', 'Bearer realm="shop"').sendStatus(401);
  next();
});
app.get('/orders', (req, res) => res.json([]));
app.delete('/orders/:id', (req, res) => res.sendStatus(204));
module.exports = app;
