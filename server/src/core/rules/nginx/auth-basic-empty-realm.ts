// nginx/auth-basic-empty-realm: an empty realm does not switch auth_basic off.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { refusalBy } from '../nginx-shared/inheritors';
import { answerOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-basic-empty-realm',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'auth_basic "" asks for a password like any other realm.',
  needs: ['auth_basic'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      const [word] = line.args;
      if (word === undefined || word.hole || arg(line, 0) !== '') continue;
      // Without a user file, or where every location within has a word of its own, nobody is asked.
      const refusal = refusalBy(context, scope, 'auth_basic');
      if (refusal === null) continue;
      yield {
        at: placeOfWord(line, word),
        message:
          'auth_basic "" still asks for a password, with an empty realm. Write "off" to switch it off.',
        witness: refusal.shown === null ? null : answerOf(refusal.shown),
        fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(line, word, 'off')] }],
      };
    }
  },
});
