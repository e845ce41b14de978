import { Router } from 'express';

export const accounts = Router();
accounts.get('/', (_req, res) => { res.json({ owner: res.locals.user, accounts: [] }); });
accounts.post('/:id/transfers', (_req, res) => { res.sendStatus(202); });
