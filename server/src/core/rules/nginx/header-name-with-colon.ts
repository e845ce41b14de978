// nginx/header-name-with-colon: a colon in a header's name makes a line that nobody can read.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/header-name-with-colon',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'error',
  summary: 'nginx adds the colon itself: with one in the name, the header does not arrive.',
  *check(context) {
    for (const directive of ['proxy_set_header', 'add_header', 'grpc_set_header']) {
      for (const { line } of context.linesNamed(directive)) {
        const [word] = line.args;
        if (word === undefined || !/^[A-Za-z0-9_-]+:$/.test(arg(line, 0))) continue;
        yield {
          at: placeOfWord(line, word),
          message: `"${word.value}" does not arrive: nginx adds the colon itself. Write ${word.value.slice(0, -1)}.`,
          fixes: [
            {
              title: 'Leave the colon out',
              safety: 'safe',
              edits: [replaceWord(line, word, word.value.slice(0, -1))],
            },
          ],
        };
      }
    }
  },
});
