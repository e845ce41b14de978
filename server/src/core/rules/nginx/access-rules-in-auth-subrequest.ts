// nginx/access-rules-in-auth-subrequest: guards in a location that only answers sub-requests are never asked.
import { arg, type Line, nameOf, textOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { authCalls, serversOf } from '../nginx-shared/auth-targets';

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
    'A guard in the location that auth_request or mirror asks is never evaluated: sub-requests skip the access phase.',
  *check(context) {
    const callers = callersByTarget(context);
    for (const [target, { lines, word }] of callers) {
      const guard = ownGuard(target);
      if (guard === null) continue;
      const name = locationName(target);
      yield {
        at: nameOf(guard),
        ...(target.own.has('internal')
          ? {
              message: `"${textOf(guard)}" does nothing for ${word} ${name}: guard the ${word === 'mirror' ? 'location that is mirrored' : 'protected location'} instead.`,
            }
          : {
              // Clients that ask the location themselves do meet it.
              certainty: 'hint' as const,
              severity: 'info' as const,
              message: `Is "${textOf(guard)}" meant for those who ask ${name} themselves? For ${word} it does nothing.`,
            }),
        related: lines.slice(0, 3).map((line) => ({ ...nameOf(line), message: 'asks it by a sub-request' })),
      };
    }
  },
});

type Callers = { readonly word: 'auth_request' | 'mirror'; readonly lines: Line[] };

/** The locations that sub-requests are sent to, with the lines that send them. */
function callersByTarget(context: NginxContext): ReadonlyMap<Location, Callers> {
  const callers = new Map<Location, Callers>();
  const add = (target: Location | null, word: Callers['word'], line: Line) => {
    if (target === null) return;
    const known = callers.get(target);
    if (known === undefined) callers.set(target, { word, lines: [line] });
    else if (known.word === word) known.lines.push(line);
  };
  for (const { target, line } of authCalls(context)) add(target, 'auth_request', line);
  for (const { line, scope } of context.linesNamed('mirror')) {
    if (arg(line, 0) === 'off') continue;
    for (const server of serversOf(context, scope)) {
      const found = findLocation(server, arg(line, 0));
      add('kind' in found ? null : found.location, 'mirror', line);
    }
  }
  return callers;
}

function ownGuard(target: Location) {
  for (const name of GUARDS) {
    const line = target.own
      .get(name)
      ?.find((candidate) => !['off', 'all'].includes(arg(candidate, 0)) || name === 'deny');
    if (line !== undefined) return line;
  }
  return null;
}
