// nginx/twin-server-without-auth: the same site is open on another address.
import type { Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, type Server } from '../../kinds/nginx/config/scopes';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { isNeverAsked } from '../nginx-shared/fronts';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/twin-server-without-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A server of the same name on another address leads to the same upstream and asks for nothing.',
  needs: GUARDS,
  *check(context) {
    // Locations of the same path that lead to the same place.
    const doors = new Map<string, Location[]>();
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      if (!isLocation(scope) || scope.match.kind !== 'prefix') continue;
      const key = `${arg(line, 0)} ${scope.match.path}`;
      const others = doors.get(key);
      if (others === undefined) doors.set(key, [scope]);
      else others.push(scope);
    }
    for (const locations of doors.values()) {
      const guarded = locations.length < 2 ? [] : locations.filter(isGuarded);
      if (guarded.length === 0) continue;
      for (const open of locations.filter(isOpen)) {
        const twin = guarded.find(
          (location) =>
            location.server() !== open.server() &&
            sameName(location.server(), open.server()) &&
            !isNeverAsked(context, location.server()),
        );
        const found = twin === undefined ? null : report(context, open, twin);
        if (found !== null) yield found;
      }
    }
  },
});

function sameName(a: Server, b: Server): boolean {
  const names = new Set(a.names.map((name) => name.word.value));
  return b.names.some((name) => name.word.value !== '' && names.has(name.word.value));
}

function report(context: NginxContext, open: Location, twin: Location): Report | null {
  const pass = passOf(open);
  const guard = guardLine(twin);
  const shown = showAt(context, open);
  if (pass === null || guard === null || shown === null || !isLetIn(shown)) return null;
  return {
    at: nameOf(pass),
    message: `The password of the other server is no obstacle: here the same upstream answers to everybody. Guard it, or redirect.`,
    related: [{ ...nameOf(guard), message: 'guards the same upstream on another address' }],
    witness: openOf(shown),
  };
}
