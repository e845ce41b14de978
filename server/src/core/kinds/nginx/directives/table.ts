// Reads the tables of directives: what each directive is, and where it may stand.
import type { Context } from './contexts';
import { COMMERCIAL } from './table-commercial';
import { MODULES } from './table-modules';
import { NGINX } from './table-nginx';
import { SHARED } from './table-shared';
import { STREAM } from './table-stream';

/*
 * The notation. A line without indentation names a module: `auth_basic` is ngx_http_auth_basic_module, `stream/map` is
 * ngx_stream_map_module, `ngx_…` stands for itself, and `* = proxy uwsgi` opens a section that is read once for each word
 * in place of every `*`. The lines below it are `CONTEXTS ARGUMENTS NAME…`, or more names for the line above if they are
 * indented by two:
 * - CONTEXTS: one letter each (CONTEXTS_BY_LETTER); `H` all of HTTP, `*` all that there are in any tree.
 * - ARGUMENTS: how many: `1`, `1-3`, `1,3`, `2+`, `*` any number, `f` one that is `on` or `off`. Then `!` where a second
 *   one on the same level is an error, `{` for a block, `{lua` for a block of Lua, `?` where it is not known whether it is
 *   a block.
 * - NAME: `a_{b,c}` is two names; `a_%` is every name that starts so; `@1.25.1` is the version that brought it.
 */

/** One way to use a directive: nginx knows some names several times, each with contexts of its own. */
export type DirectiveUse = {
  readonly module: string;
  readonly contexts: ReadonlySet<Context>;
  /** Fewest and most arguments; `null` for no limit. */
  readonly min: number;
  readonly max: number | null;
  /** A number of arguments between the two that is wrong nevertheless, as 2 is for `js_import`. */
  readonly not: number | null;
  /** Whether its one argument is `on` or `off`. */
  readonly flag: boolean;
  /** Whether it has a block instead of a semicolon, `lua` if the block is Lua; `null` where that is not known. */
  readonly block: boolean | 'lua' | null;
  /** Whether it may stand twice on one level. Where that is not known, it may. */
  readonly repeatable: boolean;
  /** The version of nginx that brought it, where that was after 1.22 or to NGINX Plus alone. */
  readonly since: string | null;
};

export type DirectiveInfo = { readonly name: string; readonly uses: readonly DirectiveUse[] };

export type Table = {
  readonly byName: ReadonlyMap<string, DirectiveInfo>;
  /** Uses of every name that starts in a certain way. */
  readonly byPrefix: readonly (readonly [prefix: string, use: DirectiveUse])[];
};

/** What the letters mean in the tree of a module: `h`, `s` and `u` are its own top, servers and upstreams. */
const CONTEXTS_BY_LETTER: Readonly<Record<'http' | 'stream' | 'mail', Readonly<Record<string, Context>>>> = {
  http: {
    m: 'main',
    e: 'events',
    h: 'http',
    s: 'server',
    S: 'server-if',
    l: 'location',
    i: 'if',
    x: 'limit_except',
    u: 'upstream',
    M: 'match',
    o: 'oidc_provider',
    c: 'acme_issuer',
    k: 'otel_exporter',
    g: 'mgmt',
    r: 'rtmp',
    R: 'rtmp-server',
    p: 'rtmp-application',
    P: 'rtmp-recorder',
    d: 'data',
  },
  stream: { m: 'main', h: 'stream', s: 'stream-server', u: 'stream-upstream', M: 'stream-match' },
  mail: { h: 'mail', s: 'mail-server' },
};
const HTTP = 'hsSlixu';

let table: Table | null = null;

/** The table, read when it is first asked for. */
export function directiveTable(): Table {
  table ??= readTable([NGINX, SHARED, STREAM, COMMERCIAL, MODULES].join(''));
  return table;
}

function readTable(text: string): Table {
  const uses = new Map<string, DirectiveUse[]>();
  const byPrefix: [string, DirectiveUse][] = [];
  for (const { module, contexts, spec, names } of readLines(text)) {
    const use = readUse(module, contexts, spec);
    for (const name of new Set(names.flatMap(expand))) {
      const [known = '', since = null] = name.split('@');
      const dated = { ...use, since };
      if (known.endsWith('%')) byPrefix.push([known.slice(0, -1), dated]);
      else uses.set(known, [...(uses.get(known) ?? []), dated]);
    }
  }
  const entries = Array.from(uses, ([name, of]) => [name, { name, uses: of }] as const);
  return { byName: new Map(entries), byPrefix };
}

type Line = {
  readonly module: string;
  readonly contexts: string;
  readonly spec: string;
  readonly names: readonly string[];
};

/** The lines with names, with all that the lines above them say of them; one for each word of their section. */
function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let module = '';
  let words: readonly string[] = [];
  let [contexts, spec] = ['', ''];
  for (const line of text.split('\n')) {
    const parts = line.trim().split(' ');
    if (!line.startsWith(' ')) {
      [module = ''] = parts;
      words = parts.slice(2);
      continue;
    }
    if (!line.startsWith('  ')) [contexts = '', spec = ''] = parts.splice(0, 2);
    for (const word of words.length === 0 ? ['*'] : words) {
      const filled = parts.map((name) => name.replace('*', word));
      lines.push({ module: module.replace('*', word), contexts, spec, names: filled });
    }
  }
  return lines;
}

function readUse(module: string, letters: string, spec: string): DirectiveUse {
  const [, count = '', once, block] = /^([^!{?]+)(!)?(\{lua|\{|\?)?$/.exec(spec) ?? [];
  const [least = '', most] = count.split(/[-,]/);
  const any = count === '*';
  const flag = count === 'f';
  const min = any ? 0 : flag ? 1 : Number.parseInt(least, 10);
  return {
    module: moduleName(module),
    contexts: contextsOf(module, letters),
    min,
    max: any || count.endsWith('+') ? null : most === undefined ? min : Number(most),
    not: count === '1,3' ? 2 : null,
    flag,
    block: block === '?' ? null : block === '{lua' ? 'lua' : block === '{',
    repeatable: once === undefined,
    since: null,
  };
}

function contextsOf(module: string, letters: string): ReadonlySet<Context> {
  if (letters === '*')
    return new Set(Object.values(CONTEXTS_BY_LETTER).flatMap((tree) => Object.values(tree)));
  const tree = module.startsWith('stream/') ? 'stream' : module.startsWith('mail/') ? 'mail' : 'http';
  const contexts = [...letters.replace('H', HTTP)].map((letter) => CONTEXTS_BY_LETTER[tree][letter]);
  return new Set(contexts.filter((context) => context !== undefined));
}

function moduleName(short: string): string {
  if (short.startsWith('ngx_') || short.endsWith('_module')) return short;
  if (short === '?') return 'another module';
  return short.includes('/') ? `ngx_${short.replace('/', '_')}_module` : `ngx_http_${short}_module`;
}

/** The names that a name with braces stands for. */
function expand(name: string): string[] {
  const close = name.indexOf('}');
  if (close < 0) return [name];
  const open = name.lastIndexOf('{', close);
  const choices = name.slice(open + 1, close).split(',');
  return choices.flatMap((choice) => expand(name.slice(0, open) + choice + name.slice(close + 1)));
}
