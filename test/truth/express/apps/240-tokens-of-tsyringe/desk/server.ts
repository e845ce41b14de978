import express, { Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { type Guards, type Serves, TOKENS } from './ports';

@injectable()
export class ExpressServer implements Serves {
  private readonly app = express();

  constructor(@inject(TOKENS.guard) private readonly guard: Guards) {}

  start() {
    const loans = Router();
    loans.get('/', (_req, res) => res.json([]));
    loans.post('/', (_req, res) => res.status(201).json({ ok: true }));
    this.app.get('/hours', (_req, res) => res.json({ from: 9, to: 17 }));
    this.app.use('/loans', this.guard.check, loans);
    return this.app;
  }
}
