// nginx/auth-off-by-client-header: a header of the client switches auth_basic off, and any client can send it.
import type { Report } from '../../findings/finding';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { HeaderLine } from '../../model/request';
import { type NginxContext, nginxRule, type PlacedLine } from '../nginx-rule';
import { isClaim, maySecret, sendable } from '../nginx-shared/client-claims';
import { carrierOf, headerFor, triggeringHeaders } from '../nginx-shared/conditions';
import { inheritorsOf } from '../nginx-shared/inheritors';
import { keyFor } from '../nginx-shared/realms';
import { isRefused, isUnguarded, openOf, showAt } from '../nginx-shared/witness';

/** How many locations are asked for one that shows it. */
const MAX_TRIES = 8;

export const rule = nginxRule({
  id: 'nginx/auth-off-by-client-header',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'The realm is "off" for requests with a certain header, and every client sends the headers that it likes.',
  needs: ['auth_basic'],
  *check(context) {
    const reported = new Set<Line>();
    for (const basic of context.linesNamed('auth_basic')) {
      const [name] = variablesIn(arg(basic.line, 0));
      if (name === undefined) continue;
      for (const { line, headers } of switchesOf(context, name)) {
        if (reported.has(line) || headers.some(([, value]) => maySecret(value)) || !headers.every(isClaim))
          continue;
        const found = report(context, basic, line, headers);
        if (found === null) continue;
        reported.add(line);
        yield found;
      }
    }
  },
});

/** A line that switches the realm off, and headers that make it count. */
type Switch = { readonly line: Line; readonly headers: readonly HeaderLine[] };

function* switchesOf(context: NginxContext, name: string): Generator<Switch> {
  const { tables } = context.configuration;
  const table = tables.get(name.toLowerCase());
  const carrier = table?.name === 'map' ? carrierOf(arg(table, 0), tables) : null;
  for (const entry of carrier === null ? [] : (table?.body?.list ?? [])) {
    const key = arg(entry, 0) === 'off' ? keyFor(entry) : null;
    if (carrier !== null && key !== null && key !== '')
      yield { line: entry, headers: [sendable(headerFor(carrier, key))] };
  }
  for (const { line, scope } of context.linesNamed('set')) {
    if (arg(line, 0) !== `$${name}` || arg(line, 1) !== 'off' || scope.kind !== 'if') continue;
    for (const headers of triggeringHeaders(scope.line, tables)) {
      if (headers.length > 0) yield { line, headers: headers.map(sendable) };
    }
  }
}

function report(
  context: NginxContext,
  { line: basic, scope }: PlacedLine,
  line: Line,
  headers: readonly HeaderLine[],
): Report | null {
  for (const block of inheritorsOf(context, scope, 'auth_basic').slice(0, MAX_TRIES)) {
    if (!isLocation(block)) continue;
    const without = showAt(context, block, { credentials: 'invalid' });
    const shown = showAt(context, block, { headers, credentials: 'invalid' });
    if (without === null || !isRefused(without) || shown === null || !isUnguarded(shown, block)) continue;
    const sent = headers.map((header) => header.join(': ')).join(', ');
    const related = [{ ...nameOf(basic), message: 'takes its realm from this' }];
    if (mayBeChecked(block, headers))
      return {
        at: nameOf(line),
        certainty: 'hint',
        message: `Does everything behind ${shown.request.target} check what it is sent? With "${sent}" nobody is asked for a password.`,
        related,
      };
    return {
      at: nameOf(line),
      message: `Every request with "${sent}" gets in without a password, and any client can send that. Give what needs no password a location of its own.`,
      related,
      witness: openOf(shown),
    };
  }
  return null;
}

/** A token or a session may be checked by the application, if one is asked. */
function mayBeChecked(location: Location, headers: readonly HeaderLine[]): boolean {
  return (
    passOf(location) !== null &&
    headers.some(([name]) => /^(authorization|cookie)$|key|token|auth/i.test(name))
  );
}
