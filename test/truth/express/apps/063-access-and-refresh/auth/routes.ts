import { Router } from 'express';
import { tokens } from './tokens';

export const authRoutes = Router();

authRoutes.post('/login', (_req, res) => {
  res.cookie('refresh', tokens.refresh('u'), { httpOnly: true, secure: true, sameSite: 'none', maxAge: 30 * 24 * 60 * 60 * 1000, path: '/auth' });
  res.json({ access: tokens.access('u') });
});
authRoutes.post('/refresh', (req, res) => {
  const { refresh } = req.cookies;
  if (!refresh) {
    res.sendStatus(401);
    return;
  }
  try {
    const { sub } = tokens.readRefresh(refresh) as { sub: string };
    res.json({ access: tokens.access(sub) });
  } catch {
    res.sendStatus(401);
  }
});
authRoutes.post('/logout', (_req, res) => {
  res.clearCookie('refresh', { path: '/auth' }).sendStatus(204);
});
