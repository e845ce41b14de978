import type { RequestHandler } from 'express';
const tickets = new Map<string, string[]>();
export const list: RequestHandler = (_req, res) => { res.json(tickets.get(res.locals.userId) ?? []); };
export const buy: RequestHandler = (req, res) => { res.status(201).json({ event: req.body?.event ?? null }); };
export const refund: RequestHandler = (_req, res) => { res.status(204).end(); };
