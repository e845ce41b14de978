// Builds the blocks of a configuration from its lines.
import type { Word } from '../../../syntax/nginx';
import type { NginxDocument } from '../document';
import { toBytes } from './bytes';
import type { Expanded } from './includes';
import type { Layout } from './layout';
import { type Gap, type Line, type Lines, NO_LINES } from './lines';
import { IMPLICIT_LISTEN, readListen } from './listen';
import { userPattern } from './patterns';
import type { Configuration, LimitExcept, Location, LocationMatch, Scope, Server, Upstream } from './scopes';
import { readServerName } from './server-names';

/** Joins expanded lines into a configuration; blocks that a fragment lacks are made up and left open. */
export function buildConfiguration(
  expanded: Expanded,
  layout: Layout,
  level: NginxDocument['level'],
): Configuration {
  const httpBlocks = level === 'main' ? expanded.lines.list.filter((line) => line.name === 'http') : [];
  const httpLines = level === 'http' ? expanded.lines : joinBodies(httpBlocks);
  const gaps = level === 'main' ? [...httpLines.gaps, ...expanded.lines.gaps] : httpLines.gaps;
  const http = scope('http', null, httpBlocks[0] ?? null, { list: httpLines.list, gaps });
  const servers = serversOf(http, httpLines, expanded.lines, level);
  return {
    http,
    servers,
    upstreams: new Map(
      http.lines.filter((line) => line.name === 'upstream').map((line) => [word(line, 0), upstream(line)]),
    ),
    tables: tablesOf(http.lines),
    layout,
    level,
    lines: expanded.lines,
    documents: expanded.documents,
    problems: expanded.problems,
  };
}

function joinBodies(lines: readonly Line[]): Lines {
  const bodies = lines.map((line) => line.body ?? NO_LINES);
  return { list: bodies.flatMap((body) => body.list), gaps: bodies.flatMap((body) => body.gaps) };
}

function serversOf(
  http: Scope,
  httpLines: Lines,
  all: Lines,
  level: NginxDocument['level'],
): readonly Server[] {
  if (level === 'main' || level === 'http') {
    return httpLines.list
      .filter((line) => line.name === 'server' && line.body !== null)
      .map((line) => server(http, line, line.body ?? NO_LINES, []));
  }
  const [first] = all.list;
  const outside: readonly Gap[] =
    first === undefined
      ? []
      : [{ file: first.file, span: first.node.name.span, reason: 'the blocks that include this file' }];
  return [server(http, null, all, outside)];
}

function word(line: Line, index: number): string {
  return line.args[index]?.value ?? '';
}

function byName(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const own = new Map<string, Line[]>();
  for (const line of lines) {
    const same = own.get(line.name);
    if (same === undefined) own.set(line.name, [line]);
    else same.push(line);
  }
  return own;
}

const NO_IFS: ReadonlyMap<Line, Scope> = new Map();

function scope<K extends Scope['kind']>(kind: K, parent: Scope | null, line: Line | null, lines: Lines) {
  const locations: Location[] = [];
  const ifs = new Map<Line, Scope>();
  const made = {
    kind,
    parent,
    line,
    own: byName(lines.list),
    lines: lines.list,
    gaps: lines.gaps,
    locations,
    ifs: ifs as ReadonlyMap<Line, Scope>,
    limitExcept: null as LimitExcept | null,
  };
  return made;
}

function server(http: Scope, line: Line | null, lines: Lines, outside: readonly Gap[]): Server {
  const base = scope('server', http, line, { list: lines.list, gaps: [...lines.gaps, ...outside] });
  const listenLines = base.own.get('listen') ?? [];
  const listens = listenLines.map(readListen).filter((listen) => listen !== null);
  const made: Server = {
    ...base,
    listens: listenLines.length === 0 ? [IMPLICIT_LISTEN] : listens,
    names: (base.own.get('server_name') ?? []).flatMap((names) =>
      names.args.map((name) => readServerName(names, name)),
    ),
    locations: locationsIn(
      lines,
      () => made,
      () => made,
    ),
    ifs: ifsIn(lines, () => made),
  };
  return made;
}

function locationsIn(lines: Lines, parent: () => Scope, server: () => Server): readonly Location[] {
  return lines.list
    .filter((line) => line.name === 'location' && line.body !== null)
    .map((line) => location(line, parent, server));
}

/** Scopes refer to their parents, which are made after them; a getter ties the knot without changing anything later. */
function location(line: Line, parent: () => Scope, server: () => Server): Location {
  const lines = line.body ?? NO_LINES;
  const made: Location = {
    ...scope('location', null, line, lines),
    line,
    get parent() {
      return parent();
    },
    server,
    match: readMatch(line),
    locations: locationsIn(lines, () => made, server),
    ifs: ifsIn(lines, () => made),
    limitExcept: limitExceptIn(lines, () => made),
  };
  return made;
}

function ifsIn(lines: Lines, parent: () => Scope): ReadonlyMap<Line, Scope> {
  const blocks = lines.list.filter((line) => line.name === 'if' && line.body !== null);
  if (blocks.length === 0) return NO_IFS;
  return new Map(
    blocks.map((line) => {
      const made: Scope = {
        ...scope('if', null, line, line.body ?? NO_LINES),
        get parent() {
          return parent();
        },
      };
      return [line, made];
    }),
  );
}

function limitExceptIn(lines: Lines, parent: () => Scope): LimitExcept | null {
  const line = lines.list.find((candidate) => candidate.name === 'limit_except' && candidate.body !== null);
  if (line === undefined) return null;
  const methods = new Set(line.args.map((method) => method.value.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return {
    ...scope('limit_except', null, line, line.body ?? NO_LINES),
    get parent() {
      return parent();
    },
    methods,
  };
}

/** Reads a location's modifier and pattern, glued or not (ngx_http_core_location, src/http/ngx_http_core_module.c). */
function readMatch(line: Line): LocationMatch {
  const [first, second] = line.args;
  if (first === undefined) return { kind: 'unknown' };
  if (second !== undefined) return matchOf(first.value, second);
  const glued = /^(=|\^~|~\*|~)(.*)$/s.exec(first.value);
  if (glued !== null && first.quote === null) {
    return matchOf(glued[1] ?? '', { ...first, value: glued[2] ?? '' });
  }
  return matchOf('', first);
}

function matchOf(modifier: string, pattern: Word): LocationMatch {
  if (pattern.hole || /\$\{[A-Z]/.test(pattern.value)) return { kind: 'unknown' };
  switch (modifier) {
    case '=':
      return { kind: 'exact', path: toBytes(pattern.value) };
    case '^~':
      return { kind: 'prefix', path: toBytes(pattern.value), noRegex: true };
    case '~':
    case '~*':
      return { kind: 'regex', pattern: userPattern(pattern.value, modifier === '~*') };
    case '':
      if (pattern.value.startsWith('@')) return { kind: 'named', name: pattern.value };
      return { kind: 'prefix', path: toBytes(pattern.value), noRegex: false };
    default:
      return { kind: 'unknown' };
  }
}

function upstream(line: Line): Upstream {
  return {
    name: word(line, 0),
    line,
    servers: line.body?.list.filter((inner) => inner.name === 'server') ?? [],
  };
}

const TABLES = new Set(['map', 'geo', 'split_clients', 'geoip2', 'perl_set', 'js_set', 'auth_jwt_claim_set']);

function tablesOf(lines: readonly Line[]): ReadonlyMap<string, Line> {
  const tables = new Map<string, Line>();
  for (const line of lines) {
    if (!TABLES.has(line.name)) continue;
    const variable =
      line.name === 'geo'
        ? line.args.at(-1)?.value
        : line.name.endsWith('_set')
          ? word(line, 0)
          : word(line, 1);
    if (variable?.startsWith('$')) tables.set(variable.slice(1), line);
  }
  return tables;
}
