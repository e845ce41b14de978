// Files on disk and the paths by which a configuration serves them: root and alias, followed back from a file to its URL.
import { type Layout, resolveConf } from '../../kinds/nginx/config/layout';
import { arg } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import { isLocation, locationsOf, outward, type Scope, type Server } from '../../kinds/nginx/config/scopes';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { isAbsolute, joinPath } from '../../text/path';
import type { NginxContext } from '../nginx-rule';

/** Where a block takes its files from. */
export type Served = {
  readonly scope: Scope;
  readonly server: Server;
  /** The folder as it is written. */
  readonly written: string;
  /** The same as a path among the files, without a slash at its end. */
  readonly folder: string;
  /** The start of the path that an alias replaces; `null` for a root. */
  readonly alias: string | null;
};

/** Directives of a block that answer in the place of its files, or change which file is meant. */
const OTHER_ANSWERS = new Set([
  'return',
  'rewrite',
  'stub_status',
  'empty_gif',
  'status',
  'api',
  'js_content',
  'perl',
  'mp4',
  'flv',
  'hls',
  'autoindex_format',
  'dav_methods',
  'passenger_enabled',
  'internal',
]);

/** The same: families of directives by the start of their names. */
const OTHER_FAMILIES = ['content_by_', 'rewrite_by_', 'echo'];

function answersOtherwise(scope: Scope): boolean {
  for (const name of scope.own.keys()) {
    if (OTHER_ANSWERS.has(name) || OTHER_FAMILIES.some((family) => name.startsWith(family))) return true;
  }
  return false;
}

const served = new WeakMap<Scope, Served | null>();

/** Where a server or location takes its files from; `null` where it serves none, or where that is not certain. */
export function servedBy(context: NginxContext, server: Server, scope: Scope): Served | null {
  let found = served.get(scope);
  if (found === undefined) {
    found = findServed(context, server, scope);
    served.set(scope, found);
  }
  return found;
}

function findServed(context: NginxContext, server: Server, scope: Scope): Served | null {
  if (passOf(scope) !== null || answersOtherwise(scope)) return null;
  for (const at of outward(scope)) {
    const line = at.own.get('alias')?.at(-1) ?? at.own.get('root')?.at(-1);
    if (line === undefined) {
      if (at.gaps.length > 0) return null;
      continue;
    }
    const written = arg(line, 0);
    if (written === '' || line.args[0]?.hole === true || variablesIn(written).length > 0) return null;
    const alias = line.name === 'alias' ? prefixOf(at) : null;
    if (line.name === 'alias' && alias === null) return null;
    return { scope, server, written, folder: onDisk(context.configuration.layout, written), alias };
  }
  return null;
}

/** The prefix that an alias replaces; a regex or an exact path is another matter. */
function prefixOf(scope: Scope): string | null {
  return isLocation(scope) && scope.match.kind === 'prefix' ? scope.match.path : null;
}

/** The path among the files of one that nginx looks up below its prefix, which is taken to be the main file's folder. */
export function onDisk(layout: Layout, written: string): string {
  return isAbsolute(written) ? resolveConf(layout, written) : joinPath(layout.folder, written);
}

/** The decoded path by which a block would serve a file, `null` where there is none. */
function uriFor({ folder, alias, written }: Served, file: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null;
  const rest = file.slice(folder.length);
  if (alias === null) return rest;
  const uri = alias + (written.endsWith('/') ? rest.slice(1) : rest);
  return uri.includes('//') ? null : uri;
}

/** A path by which a server hands out a file, with the block that serves it. */
export type Door = { readonly uri: string; readonly served: Served };

const blocks = new WeakMap<NginxContext['configuration'], ReadonlyMap<string, readonly Served[]>>();

/** The blocks that serve files, by their folders. */
function blocksByFolder(context: NginxContext): ReadonlyMap<string, readonly Served[]> {
  const before = blocks.get(context.configuration);
  if (before !== undefined) return before;
  const found = new Map<string, Served[]>();
  for (const server of context.servers) {
    for (const scope of [server, ...locationsOf(server)]) {
      const one = servedBy(context, server, scope);
      if (one === null) continue;
      const same = found.get(one.folder);
      if (same === undefined) found.set(one.folder, [one]);
      else same.push(one);
    }
  }
  blocks.set(context.configuration, found);
  return found;
}

/** How many blocks of one folder are looked at. */
const MAX_BLOCKS = 40;

/** Every path that leads to a file: the block that nginx chooses for it takes it from that very place. */
export function* doorsTo(context: NginxContext, file: string): Generator<Door> {
  const byFolder = blocksByFolder(context);
  const seen = new Map<Server, Set<string>>();
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
    for (const candidate of byFolder.get(file.slice(0, slash))?.slice(0, MAX_BLOCKS) ?? []) {
      const { server } = candidate;
      const uri = uriFor(candidate, file);
      const known = seen.get(server) ?? new Set();
      seen.set(server, known);
      if (uri === null || known.has(uri)) continue;
      known.add(uri);
      const chosen = chosenFor(context, server, uri);
      if (chosen !== null && uriFor(chosen, file) === uri) yield { uri, served: chosen };
    }
  }
}

function chosenFor(context: NginxContext, server: Server, uri: string): Served | null {
  const found = findLocation(server, uri);
  return 'kind' in found || found.redirect ? null : servedBy(context, server, found.location ?? server);
}
