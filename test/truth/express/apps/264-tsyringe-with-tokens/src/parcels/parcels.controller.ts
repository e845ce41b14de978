import { Router, type Request, type Response } from 'express';
import { inject, injectable } from 'tsyringe';
import { HttpError } from '../http/http-error.js';
import { TOKENS } from '../tokens.js';
import type { ParcelRepository } from './in-memory-parcel.repository.js';
import { CreateParcel } from './parcel.js';

@injectable()
export class ParcelsController {
  constructor(@inject(TOKENS.ParcelRepository) private readonly parcels: ParcelRepository) {}

  router(): Router {
    return Router()
      .get('/', this.list.bind(this))
      .post('/', this.create.bind(this))
      .get('/:id', this.show.bind(this));
  }

  private async list(_req: Request, res: Response) {
    res.json(await this.parcels.byDepot(res.locals.courier.depot));
  }
  private async create(req: Request, res: Response) {
    const input = CreateParcel.parse(req.body);
    res.status(201).json(await this.parcels.add(res.locals.courier.depot, input));
  }
  private async show(req: Request, res: Response) {
    const parcel = await this.parcels.byId(String(req.params.id));
    if (!parcel) throw HttpError.notFound('No such parcel');
    res.json(parcel);
  }
}
