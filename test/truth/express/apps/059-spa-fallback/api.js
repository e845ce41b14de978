const api = require('express').Router();
api.get('/users', (req, res) => res.json([]));
api.get('/users/:id(\\d+)', (req, res) => res.json({ id: Number(req.params.id) }));
api.use((req, res) => res.status(404).json({ error: 'no such endpoint' }));
module.exports = api;
