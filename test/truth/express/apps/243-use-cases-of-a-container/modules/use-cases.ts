import { inject, injectable } from 'tsyringe';
import { AppError } from '../shared/app-error';
import type { Fleet } from './fleet';

@injectable()
export class ListCars {
  constructor(@inject('Fleet') private readonly fleet: Fleet) {}

  async execute() {
    return this.fleet.all();
  }
}

@injectable()
export class HireCar {
  constructor(@inject('Fleet') private readonly fleet: Fleet) {}

  async execute(plate: string) {
    if (!this.fleet.has(plate)) throw new AppError('no such car', 404);
    return { plate };
  }
}

@injectable()
export class CheckBadge {
  constructor(@inject('Badges') private readonly badges: readonly string[]) {}

  async execute(badge: string | undefined) {
    if (badge === undefined) throw new AppError('a badge is missing', 401);
    if (!this.badges.includes(badge)) throw new AppError('the badge is not known', 401);
  }
}
