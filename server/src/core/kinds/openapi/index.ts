// The kind `openapi`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { decide } from './decide';
import { commentSign, type OpenApiDocument, parseDocument, pointerAt } from './document';
import * as editor from './editor';
import { layersOf, type OpenApiLayer } from './layer';
import { openapiSign } from './recognise';
import { routesOf } from './routes';

export const openapi: Kind<OpenApiDocument, OpenApiLayer> = {
  ...openapiSign,
  parse: parseDocument,
  layers: layersOf,
  decide,
  routes: routesOf,
  editor,
  pointerAt,
  commentSign,
};
