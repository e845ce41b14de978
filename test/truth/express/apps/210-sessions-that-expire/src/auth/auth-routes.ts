import { Router } from 'express';
import { AuthController } from './auth-controller';
import { isLoggedIn } from './guards';

export const createAuthRoutes = (controller: AuthController): Router => {
  const router = Router();
  router.post('/login', controller.login);
  router.post('/logout', isLoggedIn, controller.logout);
  return router;
};
