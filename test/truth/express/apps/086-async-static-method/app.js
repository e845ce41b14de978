const express = require('express');
const { Sessions } = require('./sessions');
const app = express();
app.get('/inbox', Sessions.demand, (req, res) => res.json([]));
app.get('/', (req, res) => res.send('mail'));
module.exports = app;
