const express = require('express');
const compose = require('./compose');
const steps = require('./steps');
const app = express();
app.post('/orders', compose([steps.needsKey, steps.needsJson, steps.create]));
app.get('/orders', compose([steps.needsKey, (req, res) => res.json([])]));
module.exports = app;
