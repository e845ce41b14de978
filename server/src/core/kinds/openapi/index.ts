// The kind `openapi`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { decide } from './decide';
import { commentSign, type OpenApiDocument, parseDocument, pointerAt } from './document';
import * as editor from './editor';
import { layersOf, type OpenApiLayer } from './layer';
import { isOpenApi, mayBeOpenApi } from './recognise';
import { routesOf } from './routes';

export const openapi: Kind<OpenApiDocument, OpenApiLayer> = {
  id: 'openapi',
  // Generated documents grow to 25 MB and more (Microsoft Graph); only what stands in a file tells what it is.
  reading: { namesTell: false, maxBytes: 64 * 1024 * 1024, maxFiles: 10_000 },
  mayBe: mayBeOpenApi,
  recognises: isOpenApi,
  parse: parseDocument,
  layers: layersOf,
  decide,
  routes: routesOf,
  editor,
  pointerAt,
  commentSign,
};
