import { Router } from 'express';
import { config } from '../config.js';
import { Problem } from '../middleware/problems.js';
import { isValid, parseSignature } from './signature.js';

const TOLERANCE = 300;
export const hooks = Router();
hooks.post('/payments', (req, _res, next) => {
  const header = req.get('payment-signature');
  if (!header) throw new Problem(401, 'Signature missing');
  const signature = parseSignature(header);
  if (!signature) throw new Problem(400, 'Signature malformed');
  if (Math.abs(Date.now() / 1000 - signature.t) > TOLERANCE) throw new Problem(401, 'Signature expired');
  if (!isValid(signature, req.body, config.hookSecret)) throw new Problem(401, 'Signature wrong');
  next();
}, (_req, res) => { res.json({ received: true }); });
