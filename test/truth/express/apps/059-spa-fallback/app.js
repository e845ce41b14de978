const path = require('path');
const express = require('express');
const basicAuth = require('express-basic-auth');
const compression = require('compression');

const app = express();
app.use(compression());
app.use(express.static(path.join(__dirname, 'public')));
app.use('/api', basicAuth({ users: { dev: 'dev' }, challenge: true }), require('./api'));
app.get('*', (req, res) => res.sendFile(path.join(__dirname, 'public', 'index.html')));
module.exports = app;
