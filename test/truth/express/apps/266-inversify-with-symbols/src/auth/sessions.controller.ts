import { Router } from 'express';
import { inject, injectable } from 'inversify';
import { z } from 'zod';
import { Problem } from '../http/on-error.js';
import type { Controller } from '../server.js';
import { TYPES } from '../types.js';
import type { Tokens, User } from './jwt-tokens.js';

const staff: Record<string, User & { pin: string }> = {
  vera: { name: 'vera', role: 'chemist', pin: '4711' },
  tom: { name: 'tom', role: 'technician', pin: '1234' },
};
const Login = z.object({ name: z.string(), pin: z.string().regex(/^\d{4}$/) });

@injectable()
export class SessionsController implements Controller {
  readonly path = '/sessions';
  readonly router = Router();
  constructor(@inject(TYPES.Tokens) tokens: Tokens) {
    this.router.post('/', (req, res) => {
      const login = Login.safeParse(req.body);
      if (!login.success) throw new Problem(422, 'Unprocessable');
      const user = staff[login.data.name];
      if (user?.pin !== login.data.pin) throw new Problem(401, 'Wrong name or pin', { 'WWW-Authenticate': 'Bearer realm="lab"' });
      res.status(201).json({ token: tokens.sign(user) });
    });
  }
}
