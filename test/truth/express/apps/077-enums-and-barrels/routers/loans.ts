import { Router } from 'express';
export const loans = Router();
loans.route('/').get((_req, res) => void res.json([])).post((_req, res) => void res.sendStatus(201));
