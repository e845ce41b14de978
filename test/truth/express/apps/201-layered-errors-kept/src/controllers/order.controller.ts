import type { Request, Response } from 'express';
import type { OrderService } from '../services/order.service';

export class OrderController {
  constructor(private readonly service: OrderService) {}

  list = async (req: Request, res: Response) => {
    res.json({ data: await this.service.list(req.authUser!.id) });
  };

  get = async (req: Request, res: Response) => {
    res.json({ data: await this.service.get(req.params.id as string) });
  };

  create = async (req: Request, res: Response) => {
    res.status(201).json({ data: await this.service.create(req.authUser!.id, req.body.items) });
  };

  remove = async (req: Request, res: Response) => {
    await this.service.remove(req.params.id as string);
    res.status(204).end();
  };
}
