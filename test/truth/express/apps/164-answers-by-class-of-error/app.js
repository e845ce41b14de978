const express = require('express');
const { guard } = require('./guard');
const { answers } = require('./answers');
const app = express();
app.get('/open', (req, res) => res.send('open'));
app.get('/shut', guard, (req, res) => res.send('shut'));
app.use((error, req, res, next) => {
  const make = answers[error.constructor.name] || answers.default;
  make(res, error);
});
module.exports = app;
