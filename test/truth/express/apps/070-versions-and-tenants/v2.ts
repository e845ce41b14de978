import express from 'express';
import { needToken } from './need-token';
export const v2 = express.Router({ caseSensitive: true, strict: true });
v2.post('/graphql', needToken, (_req, res) => void res.json({ data: null }));
v2.get('/items', (_req, res) => void res.json([]));
v2.post('/items', needToken, (_req, res) => void res.status(201).end());
