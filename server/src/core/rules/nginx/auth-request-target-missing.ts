// nginx/auth-request-target-missing: no location of its own answers the sub-request, so the site's pages decide.
import type { Report } from '../../findings/finding';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type AuthCall, authCalls, serversOf, showCall } from '../nginx-shared/auth-targets';
import { answerOf, isLetIn, openOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-request-target-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_request asks a path without a location of its own: the answer of the site itself decides who gets in.',
  needs: ['auth_request'],
  *check(context) {
    for (const call of authCalls(context)) {
      const { line, uri, target, scope } = call;
      // The URI's own mistakes have rules of their own.
      if (line.args[0]?.hole !== false || /[?$]/.test(uri) || !uri.startsWith('/')) continue;
      const catchAll = target?.match.kind === 'prefix' && target.match.path === '/';
      if ((target !== null && !catchAll) || serversOf(context, scope).some(({ gaps }) => gaps.length > 0))
        continue;
      const found = report(context, call);
      if (found !== null) yield found;
    }
  },
});

function report(context: NginxContext, call: AuthCall): Report | null {
  const [word] = call.line.args;
  if (word === undefined) return null;
  const at = placeOfWord(call.line, word);
  const pass = call.target === null ? null : passOf(call.target);
  if (pass === null && !answersItself(call.target)) {
    const message = `Only files answer ${call.uri}: this is 500, or lets everybody in. Add "location = ${call.uri}".`;
    return { at, message };
  }
  const shown = showCall(context, call);
  if (shown === null) {
    // An application may answer for its own sessions at this path.
    if (pass === null) return null;
    const message = `Does ${arg(pass, 0)} answer ${call.uri} with 401 to strangers? No location is there for it, and any 200 lets everybody in.`;
    return { at, certainty: 'hint', message };
  }
  const broken = shown.outcome.status === 500;
  if (!broken && !isLetIn(shown)) return null;
  const by = call.target === null ? '' : ` (location ${locationName(call.target)} answers it)`;
  return {
    at,
    message: `${shown.request.target} is ${broken ? 'answered 500' : 'open'}: there is no location for ${call.uri}${by}. Add "location = ${call.uri}".`,
    witness: broken ? answerOf(shown) : openOf(shown),
  };
}

function answersItself(target: Location | null): boolean {
  return target !== null && (target.own.has('return') || target.ifs.size > 0);
}
