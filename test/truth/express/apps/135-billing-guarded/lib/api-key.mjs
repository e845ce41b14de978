import { timingSafeEqual } from 'node:crypto';

const expected = Buffer.from(process.env.BILLING_KEY ?? 'billing-key-1');

export function requireApiKey(req, res, next) {
  const given = Buffer.from(req.header('X-API-Key') ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return res.status(401).json({ error: 'A valid API key is needed' });
  }
  next();
}
