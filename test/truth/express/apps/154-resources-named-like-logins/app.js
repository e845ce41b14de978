const express = require('express');
const auth = require('./auth');
const app = express();
app.use(express.json());

app.post('/login', auth.login);
app.use(auth.required);

const devices = express.Router();
devices.post('/register', (req, res) => res.status(201).json({ device: req.body.name, owner: req.user.id }));
devices.get('/', (req, res) => res.json([]));
app.use('/devices', devices);

app.get('/webhooks', (req, res) => res.json([]));
app.post('/webhooks', (req, res) => res.status(201).json({ url: req.body.url }));
app.delete('/webhooks/:id', (req, res) => res.sendStatus(204));

app.post('/events/:id/register', (req, res) => res.status(201).json({ event: req.params.id }));
app.post('/push/token', (req, res) => res.sendStatus(204));
app.post('/logout', (req, res) => res.sendStatus(204));
app.put('/account/change-password', (req, res) => res.sendStatus(204));

module.exports = app;
