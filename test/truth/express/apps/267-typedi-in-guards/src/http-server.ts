import express, { type Application } from 'express';
import { Container, Service } from 'typedi';
import { BooksRoutes } from './books/books.routes.js';
import { LoansRoutes } from './loans/loans.routes.js';
import { handleErrors } from './errors/handle-errors.js';

@Service()
export class HttpServer {
  public readonly app: Application = express();
  constructor() {
    this.app.use(express.json());
    this.app.use('/books', Container.get(BooksRoutes).router);
    this.app.use('/loans', Container.get(LoansRoutes).router);
    this.app.use(handleErrors);
  }
}
