const express = require('express');
const orders = require('./routes/orders');
require('express-async-errors');
const bills = require('./routes/bills');

const app = express();
app.use('/v1', orders);
app.use('/v2', bills);
app.use(async (error, req, res, next) => {
  if (error.status === undefined) throw error;
  res.status(error.status).json({ error: error.message });
});

module.exports = app;
