import { Router } from 'express';
import type { Config } from '../config/env';
import { authenticate, restrictTo } from './auth.middleware';
import { ForbiddenError, NotFoundError } from '../errors/app-errors';

const users = [{ id: '1', name: 'Ida' }];

export function usersRouter(config: Config): Router {
  const router = Router();

  router.use(authenticate(config.jwtSecret));
  router.get('/', async (_req, res) => {
    res.json(users);
  });
  router.get('/:id', async (req, res) => {
    const user = users.find((u) => u.id === req.params.id);
    if (!user) throw new NotFoundError(`User ${req.params.id}`);
    res.json(user);
  });
  router.delete('/:id', restrictTo('admin'), async (_req, res) => {
    res.sendStatus(204);
  });

  return router;
}
