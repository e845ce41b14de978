// nginx/return-401-text-skips-error-page: a 401 with a text is sent at once, the error_page for 401 is not asked.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { removeWord } from '../../kinds/nginx/edits';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { nginxRule } from '../nginx-rule';
import { isPageOf401 } from '../nginx-shared/error-pages';

export const rule = nginxRule({
  id: 'nginx/return-401-text-skips-error-page',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'info',
  summary: 'return 401 with a text is sent at once: the error_page for 401 is not asked.',
  needs: ['return'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('return')) {
      const { status, text } = readReturn(line);
      const word = line.args[1];
      if (status !== 401 || text === null || text === '' || word === undefined) continue;
      const pages = group(scope, 'error_page');
      if (isHidden(pages)) continue;
      const page = pages.find((candidate) => readErrorPage(candidate).statuses.includes(401));
      // The page itself is not asked for another one.
      if (page === undefined || isPageOf401(context, scope)) continue;
      yield {
        at: placeOfWord(line, word),
        message:
          'This text is sent at once, and the error_page for 401 is not asked. Write "return 401;" to have it asked.',
        related: [{ ...nameOf(page), message: 'is not asked' }],
        fixes: [{ title: 'Leave the text out', safety: 'review', edits: [removeWord(line, word)] }],
      };
    }
  },
});
