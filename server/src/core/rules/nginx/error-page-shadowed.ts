// nginx/error-page-shadowed: of two error_page lines for one status on a level, the second is never used.
import type { Report } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { removeLine, removeWord } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/error-page-shadowed',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The first error_page for a status wins; a second one on the same level is dead.',
  needs: ['error_page'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('error_page')) {
      if (seen.has(scope)) continue;
      seen.add(scope);
      const lines = ownLines(scope, 'error_page');
      for (const [i, line] of lines.entries()) {
        const found = shadowed(context, line, lines.slice(0, i));
        if (found !== null) yield found;
      }
    }
  },
});

/** What is dead of a line: all of it, or the statuses that lines before it name. */
function shadowed(context: NginxContext, line: Line, before: readonly Line[]): Report | null {
  const { statuses } = readErrorPage(line);
  const winner = (status: number) => before.find((other) => readErrorPage(other).statuses.includes(status));
  const dead = statuses.filter((status) => winner(status) !== undefined);
  const refusal = dead.find((status) => status === 401 || status === 403);
  const first = refusal === undefined ? undefined : winner(refusal);
  if (first === undefined) return null;
  const isWhole = dead.length === statuses.length;
  const words = line.args.filter((word) => dead.includes(Number(word.value)));
  return {
    at: nameOf(line),
    message: `This error_page is never used${isWhole ? '' : ` for ${dead.join(', ')}`}: the first one for ${dead.join(', ')} on this level wins.`,
    related: [{ ...nameOf(first), message: 'wins' }],
    fixes: [
      {
        title: isWhole ? 'Take the dead line out' : `Take ${dead.join(', ')} out`,
        safety: 'safe',
        edits: isWhole
          ? [removeLine(context.configuration, line)]
          : words.map((word) => removeWord(line, word)),
      },
    ],
    ...(isWhole ? { unnecessary: true } : {}),
  };
}
