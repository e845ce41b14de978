const express = require('express');
const { compose, chain } = require('./compose');
const app = express();

const json = express.json();
const token = (req, res, next) => (/^token (abc|def)$/i.test(req.headers.authorization || '') ? next() : res.set('WWW-Authenticate', 'Token').status(401).end());
const owner = (req, res, next) => (req.get('authorization').endsWith('abc') ? next() : res.status(403).end());
const standard = [json, token];
const strict = standard.concat(owner);

app.get('/a', ...standard, (req, res) => res.send('a'));
app.put('/a', ...strict, (req, res) => res.send('a'));
app.get('/b', compose(json, token), (req, res) => res.send('b'));
app.put('/b', [[json], [[token, owner]]], (req, res) => res.send('b'));
app.post('/c', chain([token, owner]), (req, res) => res.sendStatus(201));
module.exports = app;
