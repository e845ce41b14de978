import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { Config } from '../config.js';
import { Problems } from '../problems.js';
import { Attempts } from '../security/attempts.js';
import type { CookieSigner } from '../security/cookie-signer.js';

const customers = new Map([['1001', 'maple'], ['1002', 'cedar']]);

export class LoginModule {
  readonly prefix = '/login';
  private readonly attempts = new Attempts(5);
  constructor(private readonly signer: CookieSigner, private readonly config: Config) {}

  routes(): Router {
    const router = Router();
    router.post('/', (req, res) => {
      const { customer, secret } = req.body ?? {};
      if (this.attempts.isBlocked(customer)) throw Problems.tooMany();
      if (customers.get(customer) !== secret || secret === undefined) {
        this.attempts.failed(customer);
        throw Problems.badLogin();
      }
      this.attempts.clear(customer);
      res.cookie(this.config.sessionCookie, this.signer.sign(customer), { httpOnly: true, sameSite: 'strict' });
      res.cookie(this.config.csrfCookie, randomBytes(16).toString('hex'), { sameSite: 'strict' });
      res.status(204).end();
    });
    return router;
  }
}
