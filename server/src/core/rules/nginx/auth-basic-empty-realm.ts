// nginx/auth-basic-empty-realm: an empty realm does not switch auth_basic off.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { answerOf, isRefused, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-basic-empty-realm',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'auth_basic "" asks for a password like any other realm.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      const [word] = line.args;
      if (word === undefined || word.hole || arg(line, 0) !== '') continue;
      const shown = isLocation(scope) ? showAt(context, scope) : null;
      if (shown !== null && !isRefused(shown)) continue;
      yield {
        at: placeOfWord(line, word),
        message:
          'auth_basic "" still asks for a password, with an empty realm. Write "off" to switch it off.',
        witness: shown === null ? null : answerOf(shown),
        fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(line, word, 'off')] }],
      };
    }
  },
});
