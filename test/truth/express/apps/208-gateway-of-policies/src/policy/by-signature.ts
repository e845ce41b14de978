import { createHmac, timingSafeEqual } from 'node:crypto';
import { rawBody } from '../raw-body.js';
import { Denied } from './denied.js';
import type { Policy } from './policy.js';

const WINDOW = 5 * 60;

export const bySignature =
  (secrets: Readonly<Record<string, string>>, now: () => number = Date.now): Policy =>
  (req) => {
    const [partner, time, signature] = (req.get('x-partner-signature') ?? '').split(':');
    if (!partner || !time || !signature) return new Denied(401, 'a signature is needed', 'Signature');
    const secret = secrets[partner];
    if (secret === undefined) return new Denied(401, 'unknown partner', 'Signature');
    if (Math.abs(now() / 1000 - Number(time)) > WINDOW) return new Denied(401, 'too old', 'Signature');
    const expected = createHmac('sha256', secret)
      .update([req.method, req.originalUrl, time].join('\n'))
      .update(rawBody(req))
      .digest();
    const given = Buffer.from(signature, 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return new Denied(401, 'bad signature', 'Signature');
    return { name: partner, grants: [] };
  };
