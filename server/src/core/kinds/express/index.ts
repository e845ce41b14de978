// The kind `express`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { decide } from './decide';
import { brokenAt, type ExpressDocument } from './document';
import * as editor from './editor';
import { type ExpressLayer, layersOf, parseAfter } from './layer';
import { expressSign } from './recognise';
import { routesOf } from './routes';

export const express: Kind<ExpressDocument, ExpressLayer> = {
  ...expressSign,
  parse: (file, text, previous) => parseAfter(file, String(text), previous),
  layers: layersOf,
  endsBySteps: true,
  decide,
  routes: routesOf,
  editor,
  commentSign: () => '//',
  brokenAt,
};
