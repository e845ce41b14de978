import type { Request, Response } from 'express';
import { container } from 'tsyringe';
import { HireCar, ListCars } from './use-cases';

export class ListController {
  async handle(_req: Request, res: Response) {
    const listCars = container.resolve(ListCars);
    return res.json(await listCars.execute());
  }
}

export class HireController {
  async handle(req: Request, res: Response) {
    const hireCar = container.resolve(HireCar);
    return res.status(201).json(await hireCar.execute(req.params.plate));
  }
}
