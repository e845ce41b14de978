const express = require('express');
const app = express();
const LIST = (process.env.MORE_KEYS ?? 'delta').split(',').map((key) => key.trim());
const SET = new Set(process.env.SET_KEYS ? process.env.SET_KEYS.split(',') : ['delta']);
const ALL = new Set([...LIST, 'gamma']);
const keyOf = (req) => req.get('x-api-key');
const refuse = (res) => res.status(401).set('WWW-Authenticate', 'ApiKey').end();
const guard = (test) => (req, res, next) => (test(keyOf(req)) ? next() : refuse(res));

app.get('/set', guard((key) => SET.has(key)), (req, res) => res.send('set'));
app.get('/all', guard((key) => ALL.has(key)), (req, res) => res.send('all'));
app.get('/late', guard((key) => new Set(LIST).has(key)), (req, res) => res.send('late'));
app.get('/joined', guard((key) => ['gamma'].concat(LIST).includes(key)), (req, res) => res.send('joined'));
app.get('/spread', guard((key) => [...LIST, 'gamma'].includes(key)), (req, res) => res.send('spread'));
app.get('/from', guard((key) => Array.from(LIST).some((one) => one === key)), (req, res) => res.send('from'));
app.get('/loop', (req, res) => {
  for (const one of LIST) if (one === keyOf(req)) return res.send('loop');
  refuse(res);
});

module.exports = app;
