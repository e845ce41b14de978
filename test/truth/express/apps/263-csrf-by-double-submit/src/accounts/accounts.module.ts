import { Router } from 'express';
import type { CsrfProtection } from '../security/csrf.js';
import type { SessionGuard } from '../security/session.guard.js';
import { transfer, overview } from './accounts.handlers.js';

export class AccountsModule {
  readonly prefix = '/accounts';
  constructor(private readonly guard: SessionGuard, private readonly csrf: CsrfProtection) {}
  routes(): Router {
    const router = Router();
    router.use(this.guard.middleware, this.csrf.check);
    router.get('/', overview);
    router.post('/transfers', transfer);
    return router;
  }
}
