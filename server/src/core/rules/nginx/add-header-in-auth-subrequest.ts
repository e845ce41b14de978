// nginx/add-header-in-auth-subrequest: add_header in the location of auth_request has no effect.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls, showCall } from '../nginx-shared/auth-targets';
import { answerOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/add-header-in-auth-subrequest',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A WWW-Authenticate that add_header puts on a sub-request is not copied to the client.',
  needs: ['auth_request'],
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets) {
      // A location that clients can ask themselves may add it for them.
      if (target === null || !target.own.has('internal')) continue;
      const line = target.own
        .get('add_header')
        ?.find(
          (candidate) => arg(candidate, 0).toLowerCase() === 'www-authenticate' && arg(candidate, 1) !== '',
        );
      if (line === undefined) continue;
      const [call] = authCalls(context).filter((candidate) => candidate.target === target);
      const shown = call === undefined ? null : showCall(context, call);
      const lacks = shown?.outcome.status === 401 && shown.outcome.challenges === null;
      yield {
        at: nameOf(line),
        message: `This challenge does not reach the client: add_header does nothing in sub-requests such as ${locationName(target)}. Add it where auth_request stands.`,
        witness: shown !== null && lacks ? answerOf(shown) : null,
        related:
          call === undefined
            ? []
            : [{ ...nameOf(call.line), message: 'add it in this block, with "always"' }],
      };
    }
  },
});
