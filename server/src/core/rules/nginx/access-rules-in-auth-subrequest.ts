// nginx/access-rules-in-auth-subrequest: guards in a location that only answers sub-requests are never asked.
import { arg, nameOf, textOf } from '../../kinds/nginx/config/lines';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';

const GUARDS = [
  'auth_basic',
  'auth_request',
  'deny',
  'allow',
  'access_by_lua_block',
  'access_by_lua',
  'auth_jwt',
];

export const rule = nginxRule({
  id: 'nginx/access-rules-in-auth-subrequest',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A guard in the location that auth_request asks is never evaluated: sub-requests skip the access phase.',
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets) {
      if (target === null) continue;
      const guard = ownGuard(target);
      if (guard === null) continue;
      const name = locationName(target);
      yield {
        at: nameOf(guard),
        ...(target.own.has('internal')
          ? {
              message: `"${textOf(guard)}" does nothing for auth_request ${name}: guard the protected location instead.`,
            }
          : {
              // Clients that ask the location themselves do meet it.
              certainty: 'hint' as const,
              severity: 'info' as const,
              message: `Is "${textOf(guard)}" meant for those who ask ${name} themselves? For auth_request it does nothing.`,
            }),
        related: authCalls(context)
          .filter((call) => call.target === target)
          .slice(0, 3)
          .map((call) => ({ ...nameOf(call.line), message: 'asks it by a sub-request' })),
      };
    }
  },
});

function ownGuard(target: Location) {
  for (const name of GUARDS) {
    const line = target.own
      .get(name)
      ?.find((candidate) => !['off', 'all'].includes(arg(candidate, 0)) || name === 'deny');
    if (line !== undefined) return line;
  }
  return null;
}
