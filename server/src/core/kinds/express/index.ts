// The kind `express`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { decide } from './decide';
import { type ExpressDocument, isExpress, mayBeExpress, parseDocument } from './document';
import * as editor from './editor';
import { type ExpressLayer, layersOf } from './layer';
import { routesOf } from './routes';

export const express: Kind<ExpressDocument, ExpressLayer> = {
  id: 'express',
  // A file of a program that is larger was written by a program.
  reading: { namesTell: false, maxBytes: 2 * 1024 * 1024, maxFiles: 20_000 },
  mayBe: mayBeExpress,
  recognises: isExpress,
  parse: parseDocument,
  layers: layersOf,
  decide,
  routes: routesOf,
  editor,
  commentSign: () => '//',
};
