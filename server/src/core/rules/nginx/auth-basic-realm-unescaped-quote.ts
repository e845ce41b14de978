// nginx/auth-basic-realm-unescaped-quote: a quote in the realm breaks the challenge.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { refusalBy } from '../nginx-shared/inheritors';
import { answerOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-basic-realm-unescaped-quote',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'nginx puts the realm between quotes as it is, so a quote in it makes a challenge that clients cannot read.',
  needs: ['auth_basic'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      const [word] = line.args;
      const realm = arg(line, 0);
      if (word === undefined || !/(^|[^\\])(\\\\)*"/.test(realm)) continue;
      const refusal = refusalBy(context, scope, 'auth_basic');
      // A fragment may be included where a user file is named; a whole configuration sends the realm or does not.
      if (refusal === null && context.complete) continue;
      const shown = refusal?.shown ?? null;
      yield {
        at: placeOfWord(line, word),
        message: `The quote in this realm ends it early: clients get Basic realm="${realm}". Leave the quotes out.`,
        witness: shown?.outcome.status === 401 ? answerOf(shown) : null,
        fixes: [
          {
            title: 'Leave the quotes out of the realm',
            safety: 'safe',
            edits: [replaceWord(line, word, `"${realm.replaceAll('"', '').replaceAll('\\', '')}"`)],
          },
        ],
      };
    }
  },
});
