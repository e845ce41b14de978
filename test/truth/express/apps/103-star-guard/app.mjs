import express, { Router } from 'express';
const team = Router();
team.all('/*path', (req, res, next) => (req.get('x-t') ? next() : res.status(401).end()));
team.get('/', (req, res) => res.json({ all: true }));
team.get('/members', (req, res) => res.json([]));
const app = express();
app.use('/team', team);
export default app;
