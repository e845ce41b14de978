import { Router, type Request, type Response } from 'express';
import { inject, injectable } from 'inversify';
import { AuthGuard } from '../auth/auth.guard.js';
import type { Controller } from '../server.js';
import { TYPES } from '../types.js';
import type { SampleStore } from './sample.store.js';

@injectable()
export class SamplesController implements Controller {
  readonly path = '/samples';
  readonly router = Router();
  constructor(@inject(TYPES.SampleStore) private readonly store: SampleStore, @inject(AuthGuard) guard: AuthGuard) {
    this.router.get('/', ...guard.allow(), this.list);
    this.router.post('/', ...guard.allow('chemist'), this.add);
  }
  private list = (_req: Request, res: Response) => { res.json(this.store.all()); };
  private add = (req: Request, res: Response) => {
    this.store.add(req.body);
    res.status(201).json(req.body);
  };
}
