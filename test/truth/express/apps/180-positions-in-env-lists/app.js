const express = require('express');
const app = express();
const KEYS = (process.env.API_KEYS || 'alpha,beta').split(',');
const MORE = (process.env.MORE_KEYS ?? 'delta').split(',');

const refuse = (res) => res.status(401).set('WWW-Authenticate', 'ApiKey').json({ message: 'API key is wrong' });
const byIndexOf = (req, res, next) => (KEYS.indexOf(req.header('X-API-Key')) === -1 ? refuse(res) : next());
const byFindIndex = (req, res, next) => (MORE.findIndex((key) => key === req.get('x-api-key')) >= 0 ? next() : refuse(res));
const byEvery = (req, res, next) => (MORE.every((key) => key !== req.get('x-api-key')) ? refuse(res) : next());
const byLast = (req, res, next) => (~['gamma', ...MORE].lastIndexOf(req.get('x-api-key')) ? next() : refuse(res));

app.get('/index', byIndexOf, (req, res) => res.send('index'));
app.get('/find', byFindIndex, (req, res) => res.send('find'));
app.get('/every', byEvery, (req, res) => res.send('every'));
app.get('/last', byLast, (req, res) => res.send('last'));

module.exports = app;
