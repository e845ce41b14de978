const express = require('express');
const cookieParser = require('cookie-parser');
const app = express();
app.use(cookieParser('k'));
app.post('/login', (req, res) => { res.cookie('who', 'a', { signed: true }).sendStatus(204); });
app.get('/me', ({ cookies: { who } }, res) => (who ? res.send(who) : res.status(401).end()));
module.exports = app;
