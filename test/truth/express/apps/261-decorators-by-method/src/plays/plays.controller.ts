import type { Request } from 'express';
import { authorized, get, post, prefix } from '../web/decorators.js';
import { NoSuchThing } from '../web/exceptions.js';

@prefix('/plays')
export class PlaysController {
  readonly #plays = new Map([['hamlet', 'Hamlet']]);

  @get()
  list() { return [...this.#plays.keys()]; }

  @get('/:key')
  one(req: Request) {
    const title = this.#plays.get(req.params.key as string);
    if (title === undefined) throw new NoSuchThing('play');
    return { title };
  }

  @authorized('director')
  @post()
  add(req: Request) { this.#plays.set(req.body.key, req.body.title); }
}
