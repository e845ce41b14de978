const express = require('express');
const auth = require('./auth');

const app = express();
app.get('/metrics', auth.either, (req, res) => res.send('up 1'));
app.get('/whoami', auth.either, (req, res) => res.json(req.identity));
module.exports = app;
