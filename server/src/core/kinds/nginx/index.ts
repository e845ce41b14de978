// The kind `nginx`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { includedFrom } from './config/included-from';
import { decide } from './decide';
import { type NginxDocument, parseDocument } from './document';
import * as editor from './editor';
import { layersOf, type NginxLayer } from './layer';
import { nginxSign } from './recognise';
import { routesOf } from './routes';

export const nginx: Kind<NginxDocument, NginxLayer> = {
  ...nginxSign,
  parse: (file, text) => parseDocument(file, String(text)),
  layers: layersOf,
  decide,
  routes: routesOf,
  includedFrom: ({ configuration }, file) => includedFrom(configuration, file),
  editor,
};
