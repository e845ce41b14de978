import { Router } from 'express';
import { Inject, Service } from 'typedi';
import { hasRole, loggedIn } from '../auth/guards.js';
import { Conflict } from '../errors/api-error.js';
import { LoansService } from './loans.service.js';

@Service()
export class LoansRoutes {
  readonly router = Router();

  @Inject(() => LoansService)
  private readonly loans!: LoansService;

  constructor() {
    this.router.use(loggedIn);
    this.router.get('/', hasRole('librarian'), (_req, res) => { res.json(this.loans.all()); });
    this.router.put('/:isbn', (req, res) => {
      if (!this.loans.lend(req.params.isbn, req.reader!.id)) throw new Conflict('lent');
      res.sendStatus(204);
    });
  }
}
