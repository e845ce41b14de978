// nginx/machine-endpoint-requires-auth: an endpoint that only machines ask is behind a password that they do not have.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { insertInto } from '../../kinds/nginx/edits';
import { GUARDS, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { isMachineLocation } from '../nginx-shared/machines';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/machine-endpoint-requires-auth',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'info',
  summary: 'A health check or webhook has a location of its own and still asks for a password.',
  needs: GUARDS,
  *check(context) {
    for (const location of context.locations) {
      const { match } = location;
      if ((match.kind !== 'exact' && match.kind !== 'prefix') || !isMachineLocation(location)) continue;
      if (location.own.has('internal') || !isGuarded(location)) continue;
      const guard = guardLine(location);
      // A guard that was written for this very location is meant.
      if (guard === null || location.own.has(guard.name)) continue;
      // One that switches the other guard off is another rule's.
      if (['auth_basic', 'auth_request'].some((name) => location.own.has(name))) continue;
      const shown = showAt(context, location, match.path.includes('hook') ? { method: 'POST' } : {});
      // What an authentication service answers to a machine is not in the files.
      const asksService = shown === null && guard.name === 'auth_request';
      if (!asksService && shown?.outcome.status !== 401) continue;
      const edit = insertInto(context.configuration, location, [`${guard.name} off;`]);
      yield {
        at: nameOf(passOf(location) ?? location.line),
        ...(asksService ? { certainty: 'hint' as const } : {}),
        message: asksService
          ? `Does ${arg(guard, 0)} let machines into ${match.path}? They have no login: "${guard.name} off;" exempts it.`
          : `${match.path} answers 401 to whoever checks or calls it: machines send no password. Exempt it with "${guard.name} off;".`,
        related: [{ ...nameOf(guard), message: 'is inherited' }],
        witness: shown === null ? null : answerOf(shown),
        fixes: edit === null ? [] : [{ title: `Add "${guard.name} off;"`, safety: 'review', edits: [edit] }],
      };
    }
  },
});
