// nginx/error-page-shadowed: of two error_page lines for one status on a level, the second is never used.
import { nameOf } from '../../kinds/nginx/config/lines';
import { ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { removeLine } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/error-page-shadowed',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The first error_page for a status wins; a second one on the same level is dead.',
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('error_page')) {
      if (seen.has(scope)) continue;
      seen.add(scope);
      const lines = ownLines(scope, 'error_page');
      for (const [i, line] of lines.entries()) {
        const { statuses } = readErrorPage(line);
        if (!statuses.some((status) => status === 401 || status === 403)) continue;
        const first = lines
          .slice(0, i)
          .find((other) => statuses.every((status) => readErrorPage(other).statuses.includes(status)));
        if (first === undefined) continue;
        yield {
          at: nameOf(line),
          message: `This error_page is never used: the first one for ${statuses.join(', ')} on this level wins.`,
          related: [{ ...nameOf(first), message: 'wins' }],
          fixes: [
            {
              title: 'Take the dead line out',
              safety: 'safe',
              edits: [removeLine(context.configuration, line)],
            },
          ],
          unnecessary: true,
        };
      }
    }
  },
});
