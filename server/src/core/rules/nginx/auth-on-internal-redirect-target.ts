// nginx/auth-on-internal-redirect-target: an internal location asks for a password, of clients that were let in already.
import type { Fix, Report } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, locationName, locationsOf } from '../../kinds/nginx/config/scopes';
import { insertInto, replaceWord } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { guardLines, isGuarded, isOpen } from '../nginx-shared/guarded';

/** Directives that lead to an internal location in plain words; other rules look at these ways. */
const NAMES_TARGET = ['error_page', 'try_files', 'index', 'mirror', 'rewrite', 'ssi'];

export const rule = nginxRule({
  id: 'nginx/auth-on-internal-redirect-target',
  kind: 'over-protected',
  certainty: 'hint',
  severity: 'info',
  summary: 'An internal location runs its access checks again, on clients that the application has let in.',
  needs: ['internal'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('internal')) {
      if (!isLocation(scope) || (scope.line !== null && scope.lines.includes(line) === false)) continue;
      const found = isGuarded(scope) && !isAuthTarget(context, scope) ? question(context, scope, line) : null;
      if (found !== null) yield found;
    }
  },
});

function question(context: NginxContext, location: Location, internal: Line): Report | null {
  const guards = guardLines(location);
  const [guard] = guards;
  if (guard === undefined || guards.length > 1 || passOf(location) !== null || isNamed(context, location))
    return null;
  const sender = [...locationsOf(location.server())].find((other) => mayLeadTo(other, guard));
  const pass = sender === undefined ? null : passOf(sender);
  if (sender === undefined || pass === null) return null;
  return {
    at: nameOf(location.own.has(guard.name) ? guard : internal),
    message: `Does the application behind ${locationName(sender)} send X-Accel-Redirect to ${locationName(location)}? Its clients are then asked for credentials that they did not need before.`,
    related: [{ ...nameOf(pass), message: 'leads to an application without this guard' }],
    fixes: switchingOff(context, location, guard),
  };
}

/** Whether an application is asked without this guard, and may hand out what lies in an internal location. */
function mayLeadTo(other: Location, guard: Line): boolean {
  const pass = passOf(other);
  if (pass === null || pass.name === 'memcached_pass' || other.own.has('internal') || !isOpen(other))
    return false;
  const ignored = innermost(other, 'proxy_ignore_headers');
  if (
    ignored !== null &&
    !isHidden(ignored) &&
    ignored.line.args.some(({ value }) => /^x-accel-redirect$/i.test(value))
  )
    return false;
  return innermost(other, guard.name) === null || other.own.has(guard.name);
}

/** Whether some directive of the server names a path of the location. */
function isNamed(context: NginxContext, { match }: Location): boolean {
  if (match.kind !== 'prefix' && match.kind !== 'exact') return true;
  return NAMES_TARGET.some((name) =>
    context.linesNamed(name).some(({ line }) => line.args.some(({ value }) => value.startsWith(match.path))),
  );
}

function switchingOff(context: NginxContext, location: Location, guard: Line): readonly Fix[] {
  const [word] = guard.args;
  const own = location.own.has(guard.name);
  const edit =
    own && word !== undefined
      ? replaceWord(guard, word, 'off')
      : insertInto(context.configuration, location, [`${guard.name} off;`]);
  if (edit === null || (own && arg(guard, 0) === '')) return [];
  return [{ title: 'Ask nobody again', safety: 'review', edits: [edit] }];
}
