import express from 'express';
import httpAuth from 'http-auth';
import authConnect from 'http-auth-connect';

const digest = authConnect(httpAuth.basic({ realm: 'People' }, (u, p, done) => done(u === 'a' && p === 'b')));
const people = express.Router();
people.get('/:id', digest, (req, res) => res.json({ id: req.params.id }));
people.get('/search', (req, res) => res.json([]));
const app = express();
app.use('/people', people);
export default app;
