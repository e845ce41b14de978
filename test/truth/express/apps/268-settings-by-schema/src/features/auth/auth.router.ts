import { Router } from 'express';
import { z } from 'zod';
import { unauthorized, validateBody } from '@/shared';
import { issueToken } from './token';

const passwords: Record<string, string> = { 'nina@tickets.example': 'violin' };

export const authRouter = Router();

authRouter.post('/login', validateBody(z.object({ email: z.email(), password: z.string() })), async (req, res) => {
  const { email, password } = req.body;
  if (passwords[email] !== password) throw unauthorized();
  res.json({ token: await issueToken(email) });
});
