// Builds the blocks of a configuration from its lines.
import type { Word } from '../../../syntax/nginx';
import type { NginxDocument } from '../document';
import { toBytes } from './bytes';
import type { Expanded } from './includes';
import type { Layout } from './layout';
import { arg, type Gap, type Line, type Lines, NO_LINES } from './lines';
import { IMPLICIT_LISTEN, type ListenAddress, readListen } from './listen';
import { userPattern } from './patterns';
import type {
  Configuration,
  LimitExcept,
  Location,
  LocationMatch,
  Scope,
  ScopeKind,
  Server,
  Upstream,
} from './scopes';
import { type NamePattern, readServerName } from './server-names';

/** Joins expanded lines into a configuration; blocks that a fragment lacks are made up and left open. */
export function buildConfiguration(
  expanded: Expanded,
  layout: Layout,
  level: NginxDocument['level'],
): Configuration {
  const httpBlocks = level === 'main' ? expanded.lines.list.filter((line) => line.name === 'http') : [];
  const httpLines = level === 'http' ? expanded.lines : joinBodies(httpBlocks);
  const gaps = level === 'main' ? [...httpLines.gaps, ...expanded.lines.gaps] : httpLines.gaps;
  const http = new Block('http', null, httpBlocks[0] ?? null, httpLines.list, gaps);
  return {
    http,
    servers: serversOf(http, httpLines, expanded.lines, level),
    upstreams: new Map(
      http.lines.filter((line) => line.name === 'upstream').map((line) => [arg(line, 0), upstream(line)]),
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
      .map((line) => new ServerBlock(http, line, line.body ?? NO_LINES, []));
  }
  const [first] = all.list;
  const outside: readonly Gap[] =
    first === undefined
      ? []
      : [{ file: first.file, span: first.node.name.span, reason: 'the blocks that include this file' }];
  return [new ServerBlock(http, null, all, outside)];
}

const NO_LOCATIONS: readonly Location[] = [];
const NO_IFS: ReadonlyMap<Line, Scope> = new Map();

/** A block of settings. What is in it is sorted when somebody asks: most blocks of a large site are never looked into. */
class Block<K extends ScopeKind> {
  private named: ReadonlyMap<string, readonly Line[]> | null = null;
  private inner: readonly Location[] | null = null;
  private conditions: ReadonlyMap<Line, Scope> | null = null;
  private limit: LimitExcept | null | undefined = undefined;

  constructor(
    readonly kind: K,
    readonly parent: Scope | null,
    readonly line: Line | null,
    readonly lines: readonly Line[],
    readonly gaps: readonly Gap[],
  ) {}

  get own(): ReadonlyMap<string, readonly Line[]> {
    this.named ??= byName(this.lines);
    return this.named;
  }

  get locations(): readonly Location[] {
    this.inner ??= this.kind === 'server' || this.kind === 'location' ? locationsIn(this) : NO_LOCATIONS;
    return this.inner;
  }

  get ifs(): ReadonlyMap<Line, Scope> {
    this.conditions ??= ifsIn(this);
    return this.conditions;
  }

  get limitExcept(): LimitExcept | null {
    if (this.limit === undefined) this.limit = this.kind === 'location' ? limitExceptIn(this) : null;
    return this.limit;
  }
}

class ServerBlock extends Block<'server'> {
  private addresses: readonly ListenAddress[] | null = null;
  private patterns: readonly NamePattern[] | null = null;

  constructor(http: Scope, line: Line | null, lines: Lines, outside: readonly Gap[]) {
    super('server', http, line, lines.list, outside.length === 0 ? lines.gaps : [...lines.gaps, ...outside]);
  }

  get listens(): readonly ListenAddress[] {
    this.addresses ??= listensOf(this.lines.filter(({ name }) => name === 'listen'));
    return this.addresses;
  }

  get names(): readonly NamePattern[] {
    this.patterns ??= this.lines
      .filter(({ name }) => name === 'server_name')
      .flatMap((line) => line.args.map((word) => readServerName(line, word)));
    return this.patterns;
  }
}

class LocationBlock extends Block<'location'> {
  override readonly line: Line;
  private pattern: LocationMatch | null = null;

  constructor(
    parent: Scope,
    line: Line,
    private readonly home: Server,
  ) {
    super('location', parent, line, line.body?.list ?? [], line.body?.gaps ?? []);
    this.line = line;
  }

  get match(): LocationMatch {
    this.pattern ??= readMatch(this.line);
    return this.pattern;
  }

  server(): Server {
    return this.home;
  }
}

class LimitExceptBlock extends Block<'limit_except'> {
  readonly methods: ReadonlySet<string>;

  constructor(parent: Scope, line: Line) {
    super('limit_except', parent, line, line.body?.list ?? [], line.body?.gaps ?? []);
    const methods = new Set(line.args.map((method) => method.value.toUpperCase()));
    if (methods.has('GET')) methods.add('HEAD');
    this.methods = methods;
  }
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

function listensOf(lines: readonly Line[]): readonly ListenAddress[] {
  return lines.length === 0 ? [IMPLICIT_LISTEN] : lines.map(readListen).filter((listen) => listen !== null);
}

function locationsIn(scope: Scope): readonly Location[] {
  const home = scope instanceof LocationBlock ? scope.server() : scope instanceof ServerBlock ? scope : null;
  if (home === null) return NO_LOCATIONS;
  return scope.lines
    .filter((line) => line.name === 'location' && line.body !== null)
    .map((line) => new LocationBlock(scope, line, home));
}

function ifsIn(scope: Scope): ReadonlyMap<Line, Scope> {
  const blocks = scope.lines.filter((line) => line.name === 'if' && line.body !== null);
  if (blocks.length === 0) return NO_IFS;
  return new Map(
    blocks.map((line) => [line, new Block('if', scope, line, line.body?.list ?? [], line.body?.gaps ?? [])]),
  );
}

function limitExceptIn(scope: Scope): LimitExcept | null {
  const line = scope.lines.find((candidate) => candidate.name === 'limit_except' && candidate.body !== null);
  return line === undefined ? null : new LimitExceptBlock(scope, line);
}

const MODIFIERS = ['=', '^~', '~*', '~'];

/** Reads a location's modifier and pattern, glued or not (ngx_http_core_location, src/http/ngx_http_core_module.c). */
function readMatch(line: Line): LocationMatch {
  const [first, second] = line.args;
  if (first === undefined) return { kind: 'unknown' };
  if (second !== undefined) return matchOf(first.value, second);
  const glued =
    first.quote === null ? MODIFIERS.find((modifier) => first.value.startsWith(modifier)) : undefined;
  return glued === undefined
    ? matchOf('', first)
    : matchOf(glued, { ...first, value: first.value.slice(glued.length) });
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
    name: arg(line, 0),
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
          ? arg(line, 0)
          : arg(line, 1);
    if (variable?.startsWith('$')) tables.set(variable.slice(1), line);
  }
  return tables;
}
