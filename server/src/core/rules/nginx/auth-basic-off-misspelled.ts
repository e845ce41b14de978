// nginx/auth-basic-off-misspelled: `Off`, `none` and the like are realms, only `off` switches auth_basic off.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type Refusal, refusalBy } from '../nginx-shared/inheritors';
import { answerOf } from '../nginx-shared/witness';

const MEANT = new Set(['off', 'none', 'false', 'no', '0', 'disabled', 'disable', 'null']);

export const rule = nginxRule({
  id: 'nginx/auth-basic-off-misspelled',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_basic is switched off by exactly "off"; any other word is a realm, and the password is asked for.',
  needs: ['auth_basic'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      const [word] = line.args;
      const value = arg(line, 0);
      if (word === undefined || value === 'off' || !MEANT.has(value.toLowerCase())) continue;
      // Without a user file, or where every location within has a word of its own, nobody is asked.
      const refusal = refusalBy(context, scope, 'auth_basic') ?? withFileOfItsOwn(context, scope);
      if (refusal === null) continue;
      yield {
        at: placeOfWord(line, word),
        message: `"${value}" is a realm: the password is still asked for. Only "off" switches auth_basic off.`,
        witness: refusal.shown === null ? null : answerOf(refusal.shown),
        fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(line, word, 'off')] }],
      };
    }
  },
});

/** In a fragment a location that names its user file beside the realm asks for passwords, whatever is around it. */
function withFileOfItsOwn({ complete }: NginxContext, scope: Scope): Refusal | null {
  return !complete && isLocation(scope) && scope.own.has('auth_basic_user_file') ? { shown: null } : null;
}
