// Regex locations that switch a guard off, and paths that they open although something else was meant.
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { exampleAmong, type Regex } from '../../regex';
import type { NginxContext } from '../nginx-rule';
import { isGuarded, isOpen } from './guarded';
import { upstreamKey } from './same-upstream';
import { isLetIn, isRefused, type Shown, showAt, showPath } from './witness';

/** A regex location of a server that says `off` and passes requests on, and whose pattern may match in the middle. */
export type Exemption = { readonly location: Location; readonly regex: Regex; readonly line: Line };

export function exemptions(context: NginxContext): readonly Exemption[] {
  const found: Exemption[] = [];
  for (const name of ['auth_basic', 'auth_request']) {
    for (const { line, scope } of context.linesNamed(name)) {
      if (arg(line, 0) !== 'off' || !isLocation(scope) || scope.parent !== scope.server()) continue;
      const regex = scope.match.kind === 'regex' ? scope.match.pattern.regex : null;
      if (regex?.kind !== 'regex' || regex.program.anchored || passOf(scope) === null) continue;
      if (isOpen(scope) && !found.some(({ location }) => location === scope))
        found.push({ location: scope, regex, line });
    }
  }
  return found;
}

/** Whether a pattern asks for a file name's ending only: no slash in it, an escaped dot, and the end. */
export function isByExtension({ source }: Regex): boolean {
  return /^[^/]*\\\.[^/]*\$$/.test(source);
}

/**
 * A request below a guarded location of the same upstream that gets in by an exemption; `within` puts a path that the
 * pattern matches below the guarded one.
 */
export function openedBelow(
  context: NginxContext,
  { location, regex }: Exemption,
  within: (prefix: string, text: string) => string,
): { readonly shown: Shown; readonly guarded: Location } | null {
  const sample = exampleAmong([regex], []);
  if (sample.kind !== 'example') return null;
  const siblings = location
    .server()
    .locations.filter(
      (other) =>
        other.match.kind === 'prefix' && !other.match.noRegex && upstreamKey(other) === upstreamKey(location),
    );
  for (const guarded of siblings.filter(isGuarded)) {
    const prefix = guarded.match.kind === 'prefix' ? guarded.match.path : '/';
    const path = within(prefix.endsWith('/') ? prefix : `${prefix}/`, sample.text);
    const shown = showPath(context, location.server(), escapeUri(path));
    const asked = showAt(context, guarded);
    if (shown !== null && isLetIn(shown) && asked !== null && isRefused(asked)) return { shown, guarded };
  }
  return null;
}
