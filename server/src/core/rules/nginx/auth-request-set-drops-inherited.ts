// nginx/auth-request-set-drops-inherited: an own auth_request_set loses the inherited ones, whose variables are used.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { locationsOf, ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { insertBefore, sourceOf } from '../../kinds/nginx/edits';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { effectiveCall } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-request-set-drops-inherited',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'An auth_request_set of a location loses those of the server, so a header that uses their variables is empty.',
  needs: ['auth_request_set'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('auth_request_set')) {
      if (seen.has(scope) || scope.parent === null || effectiveCall(scope) === null) continue;
      seen.add(scope);
      const own = ownLines(scope, 'auth_request_set');
      const [first] = own;
      const lost = lostLines(scope, own).filter((line) => !isSet(context, line));
      const user = usingLine(scope, lost);
      if (first === undefined || user === null) continue;
      const [missing] = lost;
      yield {
        at: nameOf(first),
        message: `${arg(user, 0)} is sent without ${arg(missing ?? user, 0)}: this auth_request_set replaces the inherited ones.`,
        related: lost.map((line) => ({ ...nameOf(line), message: 'not inherited any more' })),
        fixes: [
          {
            title: 'Repeat the inherited auth_request_set lines here',
            safety: 'safe',
            edits: [
              insertBefore(
                context.configuration,
                first,
                lost.map((line) => sourceOf(context.configuration, line)),
              ),
            ],
          },
        ],
      };
    }
  },
});

/** The inherited lines whose variables the own ones do not set. */
function lostLines(scope: Scope, own: readonly Line[]): readonly Line[] {
  const inherited = scope.parent === null ? [] : group(scope.parent, 'auth_request_set');
  if (isHidden(inherited)) return [];
  return inherited.filter((line) => !own.some((other) => arg(other, 0) === arg(line, 0)));
}

/** Whether the variable of a line may have its value from elsewhere. */
function isSet(context: NginxContext, line: Line): boolean {
  return context.linesNamed('set').some((other) => arg(other.line, 0) === arg(line, 0));
}

/** Directives that send headers, with what they send them to: an upstream's directive, or everybody. */
const SENDERS = [
  ['proxy_set_header', 'proxy_pass'],
  ['add_header', null],
  ['fastcgi_param', 'fastcgi_pass'],
  ['uwsgi_param', 'uwsgi_pass'],
  ['grpc_set_header', 'grpc_pass'],
] as const;

/** A header line that is effective in the block, is sent from there, and uses a variable that is lost. */
function usingLine(scope: Scope, lost: readonly Line[]): Line | null {
  const names = new Set(lost.map((line) => arg(line, 0).slice(1).toLowerCase()));
  const inside = [scope, ...locationsOf(scope)].flatMap((at) => [at, ...at.ifs.values()]);
  for (const [directive, pass] of SENDERS) {
    if (pass !== null && !inside.some((at) => at.own.has(pass))) continue;
    const lines = group(scope, directive);
    if (isHidden(lines)) continue;
    const user = lines.find((line) => variablesIn(arg(line, 1)).some((name) => names.has(name)));
    if (user !== undefined) return user;
  }
  return null;
}
