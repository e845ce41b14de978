import { Router } from 'express';
export const eventsRouter = Router().get('/', (_req, res) => { res.json([{ id: 'e1', name: 'Concert' }]); });
