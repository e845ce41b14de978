// An nginx configuration as a layer, and how files become layers.
import { type Files, type Recorded, recorded } from '../../model/files';
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

/** The layer that was made of a document, with all that it rests on. */
type Made = {
  readonly layer: NginxLayer;
  readonly asked: Recorded;
  /** The texts that it includes. */
  readonly parsed: ReadonlyMap<FileId, NginxDocument>;
  /** Whether its blocks are built: before that it has not asked for all that it will. */
  isBuilt(): boolean;
};

const made = new WeakMap<NginxDocument, Made>();

/** A layer whose texts are what they were is the same layer. */
export function layerOf(
  document: NginxDocument,
  files: Files,
  parse: Parse<NginxDocument>,
  layout: Layout = layoutOf(document.file, document.level === 'main'),
): NginxLayer {
  const before = made.get(document);
  if (before?.isBuilt() === true && before.asked.holdsFor(files)) {
    // The caller learns of every text that belongs to the layer, as it would if the layer were made anew.
    const isSame = [...before.parsed].every(
      ([file, { text }]) => parse(file, text) === before.parsed.get(file),
    );
    if (isSame) return before.layer;
  }
  const now = make(document, files, parse, layout);
  made.set(document, now);
  return now.layer;
}

/** The blocks are built when they are first asked for: while files are still wanted, nobody does. */
function make(document: NginxDocument, files: Files, parse: Parse<NginxDocument>, layout: Layout): Made {
  let built: Configuration | null = null;
  const asked = recorded(files);
  const parsed = new Map<FileId, NginxDocument>();
  const parseNoted: Parse<NginxDocument> = (file, text) => {
    const one = parse(file, text);
    parsed.set(file, one);
    return one;
  };
  const configuration = (): Configuration => {
    built ??= buildConfiguration(expand(document, layout, asked.files, parseNoted), layout, document.level);
    return built;
  };
  const layer = describe(document, configuration, reach(document, layout, asked.files, parseNoted));
  return { layer, asked, parsed, isBuilt: () => built !== null };
}

function describe(
  document: NginxDocument,
  configuration: () => Configuration,
  files: readonly FileId[],
): NginxLayer {
  return {
    kind: 'nginx',
    role: 'gateway',
    entry: document.file,
    partial: document.level !== 'main',
    files,
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
