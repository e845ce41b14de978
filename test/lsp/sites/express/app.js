// An app whose guard stands in front of cors().
const express = require('express');
const cors = require('cors');
const orders = require('./routes/orders');

const app = express();
app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
  next();
});
app.use(cors());
app.use('/orders', orders);

module.exports = app;
