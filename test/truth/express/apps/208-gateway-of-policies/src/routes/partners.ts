import { Router } from 'express';
import { byKey } from '../policy/by-key.js';
import { bySignature } from '../policy/by-signature.js';
import { enforce, firstOf } from '../policy/policy.js';

const signed = bySignature({ hermes: 'hermes-secret' });

export const partners = Router();
partners.use(enforce(firstOf(byKey, signed)));
partners.post('/events', (_req, res) => { res.sendStatus(202); });
partners.get('/me', (_req, res) => { res.json(res.locals.caller); });
