import { Router } from 'express';
import { Service } from 'typedi';
@Service()
export class BooksRoutes {
  readonly router = Router();
  constructor() { this.router.get('/', (_req, res) => { res.json([{ isbn: '1' }]); }); }
}
