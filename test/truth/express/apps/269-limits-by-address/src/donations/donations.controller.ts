import { Router } from 'express';
import { z } from 'zod';
import { Problem } from '../middleware/problems.js';
const Donation = z.object({ cents: z.number().int().min(100), message: z.string().max(200).optional() });
export const donations = Router()
  .get('/total', (_req, res) => { res.json({ cents: 0 }); })
  .post('/', (req, res) => {
    if (!req.get('idempotency-key')) throw new Problem(400, 'Idempotency-Key missing');
    const result = Donation.safeParse(req.body);
    if (!result.success) throw new Problem(422, 'Invalid');
    res.status(201).json(result.data);
  });
