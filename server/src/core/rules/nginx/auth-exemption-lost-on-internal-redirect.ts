// nginx/auth-exemption-lost-on-internal-redirect: an exempt location hands over to one that asks for the password.
import type { Report } from '../../findings/finding';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { answerOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-exemption-lost-on-internal-redirect',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'try_files of an exempt location falls back to one that is guarded, so the password is asked after all.',
  needs: ['try_files'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('try_files')) {
      if (!isLocation(scope)) continue;
      const location = scope;
      const off = ['auth_basic', 'auth_request']
        .flatMap((name) => location.own.get(name) ?? [])
        .find((own) => arg(own, 0) === 'off');
      if (off === undefined || !isOpen(location)) continue;
      const found = lost(context, location, line, off);
      if (found !== null) yield found;
    }
  },
});

function lost(context: NginxContext, location: Location, line: Line, off: Line): Report | null {
  const target = fallback(location.server(), line);
  const guard = target === null ? null : guardLine(target);
  if (target === null || guard === null || !isGuarded(target) || location.match.kind !== 'prefix')
    return null;
  const shown = showPath(context, location.server(), `${location.match.path}no-such-page`);
  if (shown === null || shown.outcome.status !== 401) return null;
  return {
    at: nameOf(off),
    message: `${shown.request.target} still answers 401: try_files hands it to ${locationName(target)}, which asks for the password.`,
    related: [
      { ...nameOf(line), message: 'hands over' },
      { ...nameOf(guard), message: 'asks for the password' },
    ],
    witness: answerOf(shown),
  };
}

function fallback(server: Server, line: Line): Location | null {
  const last = line.args.at(-1)?.value ?? '';
  if (last.startsWith('@')) {
    return server.locations.find(({ match }) => match.kind === 'named' && match.name === last) ?? null;
  }
  const path = last.split('?')[0] ?? '';
  if (!path.startsWith('/') || path.includes('$')) return null;
  const found = findLocation(server, path);
  return 'kind' in found ? null : found.location;
}
