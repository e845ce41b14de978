// nginx/auth-request-location-not-internal: the location that auth_request asks can be asked by clients, too.
import { nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { locationName } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { isGuarded } from '../nginx-shared/guarded';

/** Endpoints that their services document as public, or that stand among public ones. */
const PUBLIC = /oauth2|vouch|validate|authelia|outpost|authz|sso|\.well-known/i;

export const rule = nginxRule({
  id: 'nginx/auth-request-location-not-internal',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: 'Clients can ask the location of auth_request themselves.',
  needs: ['auth_request'],
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets) {
      if (
        target === null ||
        target.match.kind !== 'exact' ||
        target.own.has('internal') ||
        passOf(target) === null
      )
        continue;
      // Clients that it refuses learn nothing from it.
      if (isGuarded(target)) continue;
      const name = locationName(target);
      if (PUBLIC.test(name)) continue;
      const edit = insertInto(context.configuration, target, ['internal;']);
      yield {
        at: nameOf(target.line),
        message: `Should clients be able to ask ${target.match.path} themselves? "internal;" keeps it for auth_request.`,
        fixes: edit === null ? [] : [{ title: 'Add "internal;"', safety: 'review', edits: [edit] }],
      };
    }
  },
});
