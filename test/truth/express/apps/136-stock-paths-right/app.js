const express = require('express');
const checkToken = require('./middlewares/check-token');
const suppliers = require('./routes/suppliers');

const app = express();

app.use('/suppliers', checkToken);
app.use('/suppliers', suppliers);

app.use('/warehouse', checkToken);
app.get('/warehouse/items', (req, res) => res.json([{ sku: 'A1' }]));
app.get('/warehouse/items/:sku', (req, res) => res.json({ sku: req.params.sku }));

app.use((req, res) => res.status(404).send({ error: 'Unknown endpoint' }));

module.exports = app;
