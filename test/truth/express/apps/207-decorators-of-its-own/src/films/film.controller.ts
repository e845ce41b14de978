import type { Request, Response } from 'express';
import { only, signedIn } from '../auth';
import { Delete, Get } from '../framework';

export class FilmController {
  readonly base = '/films';
  #films = [{ id: '1', title: 'M' }];

  @Get('/')
  list(_req: Request, res: Response) {
    res.json(this.#films);
  }

  @Delete('/:id', signedIn, only('editor'))
  remove(req: Request, res: Response) {
    this.#films = this.#films.filter(({ id }) => id !== req.params.id);
    res.sendStatus(204);
  }
}
