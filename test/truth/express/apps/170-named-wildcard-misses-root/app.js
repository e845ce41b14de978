const express = require('express');
const { Router } = express;
const PATHS = { base: '/ledger', all: '/ledger/*rest' };

const ledger = Router();
ledger.get('/', (req, res) => res.json([]));
ledger.post('/', (req, res) => res.sendStatus(201));
ledger.get('/:year', (req, res) => res.json({ year: req.params.year }));

const app = express();
app.all(PATHS.all, function accountant(req, res, next) {
  const pin = req.get('x-pin');
  if (pin && pin.length === 4 && pin === (process.env.LEDGER_PIN || '2580')) return next();
  res.status(401).json({ error: 'pin' });
});
app.use(PATHS.base, ledger);
module.exports = app;
