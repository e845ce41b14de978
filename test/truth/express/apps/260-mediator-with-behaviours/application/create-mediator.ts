import { AddArtwork, Artworks } from './artworks.js';
import { authorise, validate } from './behaviours.js';
import { Mediator } from './mediator.js';

export function createMediator(): Mediator {
  const artworks = new Artworks();
  return new Mediator()
    .use(authorise({ 'artworks.add': 'curator' }))
    .use(validate({ 'artworks.add': AddArtwork }))
    .on('artworks.list', artworks.list)
    .on('artworks.get', artworks.get)
    .on('artworks.add', artworks.add);
}
