// The kind `nginx`: what the rest of the house knows of it.
import type { Kind } from '../kind';
import { includedFrom } from './config/included-from';
import { decide } from './decide';
import { isNginx, mayBeNginx, type NginxDocument, parseDocument } from './document';
import * as editor from './editor';
import { holdsSnippets, mayHoldSnippets, parseYamlDocument, type YamlDocument, yamlLayers } from './in-yaml';
import { layersOf, type NginxLayer } from './layer';
import { routesOf } from './routes';

export const nginx: Kind<NginxDocument, NginxLayer> = {
  id: 'nginx',
  // A configuration of more than 5 MB was not written by anyone.
  reading: { namesTell: true, maxBytes: 5 * 1024 * 1024, maxFiles: 2000 },
  mayBe: mayBeNginx,
  recognises: isNginx,
  parse: parseDocument,
  layers: layersOf,
  decide,
  routes: routesOf,
  includedFrom: ({ configuration }, file) => includedFrom(configuration, file),
  editor,
};

/** nginx configuration inside YAML files is the same kind, read in another way. */
export const nginxInYaml: Kind<YamlDocument, NginxLayer> = {
  ...nginx,
  reading: { namesTell: false, maxBytes: 5 * 1024 * 1024, maxFiles: 2000 },
  mayBe: mayHoldSnippets,
  recognises: holdsSnippets,
  parse: parseYamlDocument,
  layers: yamlLayers,
};
