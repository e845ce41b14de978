const express = require('express');
const { Guard, compose } = require('./guard');
const app = express();

const session = new Guard('session', (req) => req.headers.cookie && /(?:^|; )sid=(\w+)/.exec(req.headers.cookie)?.[1]);
const admin = new Guard('admin', (req) => req.credentials.session === 'root', 403);
const chain = [session.middleware, admin.middleware];

app.get('/dashboard', session.middleware, (req, res) => res.json(req.credentials));
app.get('/users', chain, (req, res) => res.json([]));
app.post('/users', [chain, express.json()], (req, res) => res.status(201).end());
app.get('/audit', compose(session, admin), (req, res) => res.json([]));
app.get('/logout', (req, res) => res.clearCookie('sid').redirect('/'));
module.exports = app;
