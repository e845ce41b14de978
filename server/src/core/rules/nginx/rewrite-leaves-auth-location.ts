// nginx/rewrite-leaves-auth-location: a rewrite goes on in another location before the guard is asked.
import type { Report } from '../../findings/finding';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import {
  isLocation,
  isServer,
  type Location,
  locationName,
  type Scope,
} from '../../kinds/nginx/config/scopes';
import { readReplacement } from '../../kinds/nginx/engine/rewrite';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { escapeLiteral, exampleAmong, literalPrefix } from '../../regex';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { triggers } from '../nginx-shared/conditions';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { isLetIn, openOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/rewrite-leaves-auth-location',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A rewrite moves on to a location without a guard before the guard of its own location is asked.',
  needs: ['rewrite'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('rewrite')) {
      if (readReplacement(line).status !== null) continue;
      for (const { location, condition } of leftBy(line, scope)) {
        const guard = guardLine(location);
        if (guard === null || !isGuarded(location)) continue;
        const found = opened(context, location, line, guard, condition);
        if (found === null) continue;
        yield found;
        break;
      }
    }
  },
});

type Left = { readonly location: Location; readonly condition: Line | null };

/** The locations that requests leave by a rewrite: its own, that of its `if`, or those that one of the server names. */
function leftBy(line: Line, scope: Scope): readonly Left[] {
  if (isServer(scope)) {
    const pattern = userPattern(arg(line, 0), false).regex;
    const start = pattern.kind === 'regex' ? literalPrefix(pattern) : null;
    if (start === null) return [];
    return scope.locations.flatMap((location) => {
      const { match } = location;
      const isNamed = match.kind === 'prefix' && match.path.length > 1 && start.startsWith(match.path);
      return isNamed ? [{ location, condition: null }] : [];
    });
  }
  if (arg(line, 2) === 'break') return [];
  if (isLocation(scope)) return [{ location: scope, condition: null }];
  const around = scope.kind === 'if' ? scope.parent : null;
  return around !== null && isLocation(around) ? [{ location: around, condition: scope.line }] : [];
}

function opened(
  context: NginxContext,
  location: Location,
  line: Line,
  guard: Line,
  condition: Line | null,
): Report | null {
  const path = pathFor(location, line);
  if (path === null) return null;
  const tries = triggers(condition, context.configuration.tables).map(({ query, headers }) =>
    showPath(context, location.server(), path + query, { headers }),
  );
  const shown = tries.find((one) => one !== null && isLetIn(one));
  if (shown === undefined || shown === null) return null;
  const { target } = shown.request;
  const name = locationName(location);
  return {
    at: nameOf(line),
    // Whoever wrote the condition may have meant an exception.
    ...(condition === null ? {} : { certainty: 'hint' as const }),
    message:
      condition === null
        ? `${target} is open: this rewrite leaves ${name} before its ${guard.name} is asked. Use "break", or guard the target.`
        : `Is ${target} meant to be open? This rewrite leaves ${name} before its ${guard.name} is asked.`,
    related: [{ ...nameOf(guard), message: 'never asked' }],
    witness: openOf(shown),
  };
}

/** A readable path that the location takes and the rewrite matches. */
function pathFor(location: Location, line: Line): string | null {
  const rewrite = userPattern(arg(line, 0), false).regex;
  const { match } = location;
  if (rewrite.kind !== 'regex') return null;
  const own =
    match.kind === 'regex'
      ? match.pattern.regex
      : match.kind === 'prefix' || match.kind === 'exact'
        ? userPattern(`^${escapeLiteral(match.path)}${match.kind === 'exact' ? '$' : ''}`, false).regex
        : null;
  if (own === null || own.kind !== 'regex') return null;
  const found = exampleAmong([own, rewrite], []);
  return found.kind === 'example' ? escapeUri(found.text) : null;
}
