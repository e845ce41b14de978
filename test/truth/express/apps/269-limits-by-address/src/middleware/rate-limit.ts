import type { RequestHandler } from 'express';
import { Problem } from './problems.js';
export function rateLimit({ max, windowMs }: { max: number; windowMs: number }): RequestHandler {
  const hits = new Map<string, { count: number; since: number }>();
  return (req, res, next) => {
    const key = req.ip ?? 'unknown';
    const now = Date.now();
    let entry = hits.get(key);
    if (!entry || now - entry.since > windowMs) {
      entry = { count: 0, since: now };
      hits.set(key, entry);
    }
    entry.count += 1;
    res.setHeader('RateLimit-Remaining', Math.max(0, max - entry.count));
    if (entry.count > max) return next(new Problem(429, 'Too many requests', { headers: { 'Retry-After': String(windowMs / 1000) } }));
    next();
  };
}
