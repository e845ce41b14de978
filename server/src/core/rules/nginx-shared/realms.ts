// Realms that a table gives: the `map` or `geo` behind an `auth_basic $variable`, and requests that get one of its values.
import type { Witness } from '../../findings/finding';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { addressIn } from '../../kinds/nginx/engine/addresses';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { Sample } from '../../kinds/nginx/samples';
import type { NginxContext } from '../nginx-rule';
import { carrierOf, headerFor } from './conditions';
import { answerOf, type Shown, showAt, showPath } from './witness';

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

/** A request that is asked for a password with this realm; `key` is what is looked up in the table, if that is known. */
export function askedWith(
  context: NginxContext,
  { table, scope, line }: RealmTable,
  realm: string,
  key: string | null,
): Witness | null {
  const challenge = `Basic realm="${realm}"`;
  const isIt = (shown: Shown | null) => shown?.outcome.challenges?.includes(challenge) === true;
  const inside = context.locations.filter((location) =>
    isLocation(scope) ? location === scope : isUnder(location, scope),
  );
  for (const location of inside.slice(0, 8)) {
    const shown = showAt(context, location, key === null ? {} : sampleFor(context, table, key));
    if (shown !== null && isIt(shown)) return answerOf(shown);
  }
  const server = context.servers.find((candidate) => candidate === scope || scope.kind === 'http');
  const path = key !== null && key.startsWith('/') ? key : '/';
  const shown = server === undefined || line.args.length === 0 ? null : showPath(context, server, path);
  return shown !== null && isIt(shown) ? answerOf(shown) : null;
}

function isUnder(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** What a client sends so that the table is asked for this key. */
function sampleFor(context: NginxContext, table: Line, key: string): Sample {
  if (table.name === 'geo') return { from: addressIn(key) ?? key };
  const source = arg(table, 0);
  const carrier = carrierOf(source, context.configuration.tables);
  if (carrier !== null) return { headers: [headerFor(carrier, key)] };
  switch (variablesIn(source)[0]) {
    case 'request_method':
      return { method: key };
    case 'remote_addr':
    case 'binary_remote_addr':
      return { from: key };
    default:
      return {};
  }
}
