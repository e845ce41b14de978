import { Router, type RequestHandler } from 'express';
import type { Mediator } from '../application/mediator.js';

export function artworksController(mediator: Mediator): Router {
  const dispatch = (kind: string, payload: (req: Parameters<RequestHandler>[0]) => unknown, status = 200): RequestHandler =>
    async (req, res, next) => {
      try {
        const result = await mediator.send({ kind, payload: payload(req), user: res.locals.user });
        res.status(status).json(result);
      } catch (error) {
        next(error);
      }
    };

  return Router()
    .get('/', dispatch('artworks.list', () => ({})))
    .get('/:id', dispatch('artworks.get', ({ params }) => params))
    .post('/', dispatch('artworks.add', ({ body }) => body, 201));
}
