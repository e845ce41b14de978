const express = require('express');
const { auth } = require('express-oauth2-jwt-bearer');
const app = express();
const secret = 'a-symmetric-secret-of-32-bytes-00';

app.use('/shared', auth({ issuer: 'https://id.example/', audience: 'tasks', secret, tokenSigningAlg: 'HS256' }));
app.get('/shared', (req, res) => res.json({ sub: req.auth.payload.sub }));
app.use('/discovered', auth({ issuerBaseURL: 'https://id.example', audience: 'tasks' }));
app.get('/discovered', (req, res) => res.json({ sub: req.auth.payload.sub }));
app.use('/fetched', auth({ issuer: 'https://id.example/', jwksUri: 'https://127.0.0.1:9/keys', audience: 'tasks' }));
app.get('/fetched', (req, res) => res.json({ sub: req.auth.payload.sub }));

module.exports = app;
