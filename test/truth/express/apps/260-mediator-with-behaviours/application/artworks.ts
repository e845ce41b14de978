import { z } from 'zod';
import { EntityNotFound } from './errors.js';
import type { Handler } from './mediator.js';

export const AddArtwork = z.object({ title: z.string().min(1), year: z.number().int() });
type Artwork = z.infer<typeof AddArtwork> & { id: number };

export class Artworks {
  private readonly all: Artwork[] = [{ id: 1, title: 'Nocturne', year: 1875 }];
  list: Handler = async () => this.all;
  get: Handler = async ({ payload }) => {
    const artwork = this.all.find(({ id }) => id === Number(payload.id));
    if (!artwork) throw new EntityNotFound('artwork');
    return artwork;
  };
  add: Handler = async ({ payload }) => {
    const artwork = { ...payload, id: this.all.length + 1 };
    this.all.push(artwork);
    return artwork;
  };
}
