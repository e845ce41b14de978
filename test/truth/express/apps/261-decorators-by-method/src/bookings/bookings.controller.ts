import type { Request, Response } from 'express';
import { authorized, get, post, prefix } from '../web/decorators.js';
import type { Bookings } from './bookings.js';

@prefix('/bookings')
export class BookingsController {
  constructor(private readonly bookings: Bookings) {}

  @authorized('usher', 'director')
  @get()
  async all() { return this.bookings.all(); }

  @authorized()
  @post('/:seat')
  async take(req: Request, res: Response) {
    res.status(201);
    return this.bookings.take(req.params.seat as string, res.locals.identity.name);
  }
}
