import 'reflect-metadata';
import { container, inject, injectable } from 'tsyringe';
import './desk/bindings';
import type { Serves } from './desk/ports';

@injectable()
class Desk {
  constructor(@inject('Server') private readonly server: Serves) {}

  open() {
    return this.server.start();
  }
}

export default container.resolve(Desk).open();
