import type { Request, Response } from 'express';
import { signedIn } from '../auth';
import { Get, Post } from '../framework';

export class ReviewController {
  readonly base = '/reviews';

  @Get('/mine', signedIn)
  async mine(_req: Request, res: Response) {
    res.json({ by: res.locals.user, reviews: [] });
  }

  @Post('/', signedIn)
  async add(req: Request, res: Response) {
    res.status(201).json({ by: res.locals.user, text: req.body?.text });
  }
}
