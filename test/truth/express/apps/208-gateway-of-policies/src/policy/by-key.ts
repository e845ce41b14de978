import { createHash, timingSafeEqual } from 'node:crypto';
import { Denied } from './denied.js';
import type { Caller, Policy } from './policy.js';

interface Entry extends Caller { readonly hash: Buffer }

const hash = (text: string): Buffer => createHash('sha512').update(text, 'utf8').digest();

const entries: readonly Entry[] = [
  { name: 'billing', grants: ['ledger:read', 'ledger:write'], hash: hash('billing-key') },
  { name: 'reports', grants: ['ledger:read'], hash: hash('reports-key') },
];

export const byKey: Policy = (req) => {
  const given = req.get('x-api-key');
  if (!given) return new Denied(401, 'x-api-key is needed');
  const hashed = hash(given);
  const entry = entries.find((one) => timingSafeEqual(one.hash, hashed));
  return entry ?? new Denied(401, 'x-api-key is not known');
};
