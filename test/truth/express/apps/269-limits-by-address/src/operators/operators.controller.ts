import { Router } from 'express';
import { basic } from './basic.js';
export const operators = Router().use(basic).get('/report', (_req, res) => { res.json({ by: res.locals.operator }); });
