// An nginx configuration as a layer, and how files become layers.
import type { Files } from '../../model/files';
import type { Layer } from '../../model/layer';
import type { FileId } from '../../text/span';
import type { Parse } from '../kind';
import { buildConfiguration } from './config/build';
import { expand } from './config/includes';
import { type Layout, layoutOf } from './config/layout';
import { reach } from './config/reach';
import type { Configuration } from './config/scopes';
import { exampleHost } from './config/server-names';
import type { NginxDocument } from './document';

export type NginxLayer = Layer & { readonly kind: 'nginx'; readonly configuration: Configuration };

export function isNginxLayer(layer: Layer): layer is NginxLayer {
  return layer.kind === 'nginx' && 'configuration' in layer;
}

/**
 * Main files are layers with all that they include; a file that none of them includes is a layer of its own,
 * a fragment. Several main files are several sites.
 */
export function layersOf(
  documents: readonly NginxDocument[],
  files: Files,
  parse: Parse<NginxDocument>,
): readonly NginxLayer[] {
  const mains = documents.filter((document) => document.level === 'main');
  const rest = documents.filter((document) => document.level !== 'main');
  const layers = mains.map((document) => layerOf(document, files, parse));
  const included = new Set(layers.flatMap((layer) => layer.files));
  const fragments = rest.filter((document) => !included.has(document.file));
  const outer = fragments
    .filter((document) => document.level === 'http')
    .map((document) => layerOf(document, files, parse));
  for (const file of outer.flatMap((layer) => layer.files)) included.add(file);
  const inner = fragments.filter((document) => document.level !== 'http' && !included.has(document.file));
  return [...layers, ...outer, ...inner.map((document) => layerOf(document, files, parse))];
}

/** The blocks are built when they are first asked for: while files are still wanted, nobody does. */
export function layerOf(
  document: NginxDocument,
  files: Files,
  parse: Parse<NginxDocument>,
  layout: Layout = layoutOf(document.file, document.level === 'main'),
): NginxLayer {
  let built: Configuration | null = null;
  const configuration = (): Configuration => {
    built ??= buildConfiguration(expand(document, layout, files, parse), layout, document.level);
    return built;
  };
  return {
    kind: 'nginx',
    role: 'gateway',
    entry: document.file,
    partial: document.level !== 'main',
    files: reach(document, layout, files, parse),
    get name() {
      return nameOf(configuration(), document.file);
    },
    get configuration() {
      return configuration();
    },
  };
}

function nameOf(configuration: Configuration, file: FileId): string {
  for (const server of configuration.servers) {
    const host = exampleHost(server.names);
    if (host !== null) return host;
  }
  return file;
}
