import type { RequestHandler } from 'express';
import { tokenFor } from './token.js';

const readers: Record<string, string> = { jo: 'books' };

export const login: RequestHandler = async (req, res) => {
  const { name, password } = req.body ?? {};
  if (!Object.hasOwn(readers, name ?? '') || readers[name] !== password) {
    res.status(401).json({ error: 'invalid_credentials' });
    return;
  }
  res.json({ token: await tokenFor(name, ['read']) });
};
