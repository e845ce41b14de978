import express from 'express';
import { unless } from './unless.mjs';
import { guard } from './guard.mjs';

const app = express();
app.use(unless([{ path: '/v1/login', methods: ['POST'] }, { path: /^\/v1\/public(\/|$)/ }, '/status'], guard));
app.post('/v1/login', (req, res) => res.send('in'));
app.get('/v1/login', (req, res) => res.send('form'));
app.get('/v1/public/a', (req, res) => res.send('a'));
app.get('/status', (req, res) => res.send('up'));
app.get('/v1/private', (req, res) => res.send('p'));
export default app;
