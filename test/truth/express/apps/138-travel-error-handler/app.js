const express = require('express');
const createError = require('http-errors');
const trips = require('./routes/trips');
const partner = require('./routes/partner');

const app = express();
app.use(express.json());
app.use('/partner', partner);
app.use('/trips', trips);

app.use((req, res, next) => next(createError(404)));

module.exports = app;
