// An nginx file: how it is parsed, and which block it is meant to stand in.
import { type Directive, type NginxTree, parseNginx } from '../../syntax/nginx';
import type { FileId } from '../../text/span';
import type { Document } from '../kind';

/** The block that the top level of a file stands in. */
export type FileLevel = 'main' | 'http' | 'server' | 'location';

export type NginxDocument = Document & {
  readonly kind: 'nginx';
  readonly tree: NginxTree;
  readonly level: FileLevel;
};

export function parseDocument(file: FileId, text: string): NginxDocument {
  const tree = parseNginx(text);
  return {
    kind: 'nginx',
    file,
    text,
    tree,
    level: levelOf(tree.directives),
    problems: tree.problems,
    comments: tree.comments.map((span) => ({ span, text: text.slice(span.start, span.end) })),
  };
}

const MAIN_ONLY = new Set(['http', 'events', 'worker_processes', 'load_module', 'daemon', 'stream', 'mail']);
const HTTP_ONLY = new Set([
  'server',
  'upstream',
  'map',
  'geo',
  'split_clients',
  'limit_req_zone',
  'limit_conn_zone',
]);
const SERVER_ONLY = new Set(['listen', 'server_name', 'location']);

/** The level of a file, told by the directives that can stand nowhere else. */
export function levelOf(directives: readonly Directive[]): FileLevel {
  const names = new Set(directives.map((directive) => directive.name.value));
  const has = (set: ReadonlySet<string>) => [...set].some((name) => names.has(name));
  if (has(MAIN_ONLY)) return 'main';
  if (directives.some((directive) => HTTP_ONLY.has(directive.name.value) && directive.body !== null))
    return 'http';
  return has(SERVER_ONLY) ? 'server' : 'location';
}
