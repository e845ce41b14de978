// Realms that a table gives: the `map` or `geo` behind an `auth_basic $variable`, and requests that get one of its values.
import type { Witness } from '../../findings/finding';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { addressIn } from '../../kinds/nginx/engine/addresses';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { Sample } from '../../kinds/nginx/samples';
import { example } from '../../regex';
import type { NginxContext } from '../nginx-rule';
import { carrierOf, headerFor } from './conditions';
import { answerOf, showAt, showPath } from './witness';

/** A table whose variable is the whole realm of some `auth_basic`. */
export type RealmTable = {
  readonly name: string;
  readonly table: Line;
  /** The directive that uses it first, and its block. */
  readonly line: Line;
  readonly scope: Scope;
};

export function realmTables(context: NginxContext): readonly RealmTable[] {
  const found = new Map<string, RealmTable>();
  for (const { line, scope } of context.linesNamed('auth_basic')) {
    const name = /^\$\{?(\w+)\}?$/.exec(arg(line, 0))?.[1]?.toLowerCase();
    const table = name === undefined ? undefined : context.configuration.tables.get(name);
    if (name === undefined || table === undefined || found.has(name)) continue;
    if (table.name === 'map' || table.name === 'geo') found.set(name, { name, table, line, scope });
  }
  return [...found.values()];
}

/** The entries of a table whose parts are all known, `null` where some are not. */
export function entriesOf({ table }: RealmTable): readonly Line[] | null {
  const body = table.body;
  if (body === null || body.gaps.length > 0) return null;
  const parameters = new Set([
    'hostnames',
    'volatile',
    'ranges',
    'delete',
    'proxy',
    'proxy_recursive',
    'include',
  ]);
  return body.list.filter((line) => !parameters.has(line.name));
}

/** What is looked up where an entry of a table is chosen; `null` for the default, or where no example is known. */
export function keyFor(entry: Line): string | null {
  const key = entry.name;
  if (key === 'default' || /^[*.\\]/.test(key)) return null;
  if (!key.startsWith('~')) return key;
  const ignoreCase = key.startsWith('~*');
  const { regex } = userPattern(key.slice(ignoreCase ? 2 : 1), ignoreCase);
  const found = regex.kind === 'regex' ? example(regex) : null;
  return found?.kind === 'example' ? found.text : null;
}

/** A request that is asked for a password with this realm; `key` is what is looked up in the table, if that is known. */
export function askedWith(
  context: NginxContext,
  { table, scope }: RealmTable,
  realm: string,
  key: string | null,
): Witness | null {
  const samples = key === null ? anySamples(context, table) : [sampleFor(context, table, key)];
  const inside = context.locations.filter((location) => isUnder(location, scope)).slice(0, 8);
  const path = key?.startsWith('/') ? escapeUri(key) : '/';
  const servers = context.servers.filter((server) => isUnder(server, scope) || isUnder(scope, server));
  const asked = [
    ...inside.flatMap((location) => samples.map((sample) => () => showAt(context, location, sample))),
    ...servers
      .slice(0, 8)
      .flatMap((server) => samples.map((sample) => () => showPath(context, server, path, sample))),
  ];
  for (const ask of asked) {
    const shown = ask();
    if (shown?.outcome.challenges?.includes(`Basic realm="${realm}"`)) return answerOf(shown);
  }
  return null;
}

function isUnder(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Requests that a table may have no line for: an ordinary one, and those for the further names of the servers. */
function anySamples(context: NginxContext, table: Line): readonly Sample[] {
  if (!isHost(variablesIn(arg(table, 0))[0])) return [{}];
  const names = context.servers.flatMap((server) => server.names.map(({ word }) => word.value));
  const plain = names.filter((name) => /^[a-z\d][a-z\d.-]*$/.test(name));
  return [{}, ...plain.slice(0, 8).map((name) => ({ headers: [['Host', name] as const] }))];
}

function isHost(name: string | undefined): boolean {
  return name === 'host' || name === 'http_host';
}

/** What a client sends so that the table is asked for this key. */
function sampleFor(context: NginxContext, table: Line, key: string): Sample {
  if (table.name === 'geo') return { from: addressIn(key) ?? key };
  const source = arg(table, 0);
  const carrier = carrierOf(source, context.configuration.tables);
  if (carrier !== null && !isHost(variablesIn(source)[0])) return { headers: [headerFor(carrier, key)] };
  switch (variablesIn(source)[0]) {
    case 'request_method':
      return { method: key };
    case 'host':
    case 'http_host':
      return { headers: [['Host', key]] };
    case 'remote_addr':
    case 'binary_remote_addr':
      return { from: key };
    default:
      return {};
  }
}
