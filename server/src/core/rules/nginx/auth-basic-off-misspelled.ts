// nginx/auth-basic-off-misspelled: `Off`, `none` and the like are realms, only `off` switches auth_basic off.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { answerOf, isRefused, showAt } from '../nginx-shared/witness';

const MEANT = new Set(['off', 'none', 'false', 'no', '0', 'disabled', 'disable', 'null']);

export const rule = nginxRule({
  id: 'nginx/auth-basic-off-misspelled',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_basic is switched off by exactly "off"; any other word is a realm, and the password is asked for.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      const [word] = line.args;
      const value = arg(line, 0);
      if (word === undefined || value === 'off' || !MEANT.has(value.toLowerCase())) continue;
      const shown = isLocation(scope) ? showAt(context, scope) : null;
      if (shown !== null && !isRefused(shown)) continue;
      yield {
        at: placeOfWord(line, word),
        message: `"${value}" is a realm: the password is still asked for. Only "off" switches auth_basic off.`,
        witness: shown === null ? null : answerOf(shown),
        fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(line, word, 'off')] }],
      };
    }
  },
});
