import express from 'express';
import { AuthController } from './controllers/auth.controller';
import { NotesController } from './controllers/notes.controller';
import { guard } from './guard';

class App {
  readonly server = express();
  private readonly controllers = [new AuthController(), new NotesController()];

  constructor() {
    this.middleware();
    this.routes();
  }

  private middleware() {
    this.server.use(express.json());
    this.server.use(guard);
  }

  private routes() {
    this.controllers.forEach((controller) => {
      this.server.use(controller.base, controller.routes());
    });
  }
}

export default new App().server;
