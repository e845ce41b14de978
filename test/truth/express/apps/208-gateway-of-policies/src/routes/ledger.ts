import { Router } from 'express';
import { byKey } from '../policy/by-key.js';
import { enforce, granted } from '../policy/policy.js';

const can = (grant: string) => enforce(granted(byKey, grant));

export const ledger = Router();
ledger.get('/', can('ledger:read'), (_req, res) => { res.json({ entries: [] }); });
ledger.post('/', can('ledger:write'), (req, res) => { res.status(201).json(req.body); });
