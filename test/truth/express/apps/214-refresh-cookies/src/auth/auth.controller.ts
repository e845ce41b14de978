import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../shared/errors.js';
import { signAccess } from './access.js';
import { clearTokens, REFRESH, setTokens } from './cookies.js';
import { refreshStore } from './refresh-store.js';

const Login = z.object({ email: z.string().email(), password: z.string().min(1) });
const passwords: Record<string, string> = { 'amy@acc.example': 'abacus' };

export const authController = Router();

authController.post('/login', (req, res) => {
  const parsed = Login.safeParse(req.body);
  if (!parsed.success) throw new AppError('INVALID');
  const { email, password } = parsed.data;
  if (passwords[email] !== password) throw new AppError('UNAUTHENTICATED', 'wrong email or password');
  setTokens(res, { access: signAccess(email), refresh: refreshStore.start(email) });
  res.status(204).end();
});

authController.post('/refresh', (req, res) => {
  const token = req.cookies[REFRESH];
  if (!token) throw new AppError('UNAUTHENTICATED', 'no refresh token');
  const { user, refresh } = refreshStore.rotate(token);
  setTokens(res, { access: signAccess(user), refresh });
  res.status(204).end();
});

authController.post('/logout', (_req, res) => {
  clearTokens(res);
  res.status(204).end();
});
