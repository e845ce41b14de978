'use strict';

const express = require('express');
const bodyParser = require('body-parser');
const { tokens, api } = require('./config');
const jwt = require('jsonwebtoken');

const app = express();
app.use(bodyParser.json());

app.post('/token', function (req, res) {
  if (!req.body || req.body.password !== 'open sesame') {
    return res.status(401).json({ error: 'bad_password' });
  }
  return res.json({ token: jwt.sign({ sub: 'ali' }, tokens.secret, { expiresIn: tokens.ttl }) });
});

app.use('/cave', require('./guard')(api));
app.get('/cave', function (req, res) {
  res.json({ gold: true, for: req.claims.sub });
});

module.exports = app;
