// nginx/missing-semicolon-swallows-directive: a line without its semicolon takes the next directive for its arguments,
// and nginx -t says nothing, since the first one takes any number of them.
import { type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { argumentProblem, directiveInfo, isKnownDirective } from '../../kinds/nginx/directives';
import type { Word } from '../../syntax/nginx';
import { nginxRule } from '../nginx-rule';
import { contextOf } from '../nginx-shared/context-of';

export const rule = nginxRule({
  id: 'nginx/missing-semicolon-swallows-directive',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A missing semicolon makes the next directive an argument of this one, and nginx starts all the same.',
  *check(context) {
    for (const name of context.directiveNames) {
      const info = directiveInfo(name);
      if (info === null || !info.uses.some((use) => use.max === null || use.max > 2)) continue;
      for (const { line, scope } of context.linesNamed(name)) {
        if (argumentProblem(info, line.args.length, contextOf(scope)) !== null) continue;
        const text = context.configuration.documents.get(line.file)?.text ?? '';
        const swallowed = line.args.find((word, i) => i > 0 && startsDirective(text, line, word));
        const before = swallowed === undefined ? undefined : line.args[line.args.indexOf(swallowed) - 1];
        if (swallowed === undefined || before === undefined) continue;
        const end = before.span.end;
        yield {
          at: { file: line.file, span: before.span },
          message: `A ";" is missing here: "${swallowed.value}" becomes an argument of ${name} and has no effect.`,
          related: [{ ...placeOfWord(line, swallowed), message: 'this is not read as a directive' }],
          fixes: [
            {
              title: 'Add the ";"',
              safety: 'review',
              edits: [{ file: line.file, span: { start: end, end }, newText: ';' }],
            },
          ],
        };
      }
    }
  },
});

/** Whether a word is the first of its line, unquoted, the name of a directive, and followed by an argument. */
function startsDirective(text: string, line: Line, word: Word): boolean {
  if (word.quote !== null || !/^[a-z_]{3,}$/.test(word.value) || !isKnownDirective(word.value)) return false;
  if (!/\n[ \t]*$/.test(text.slice(line.node.span.start, word.span.start))) return false;
  const next = line.args[line.args.indexOf(word) + 1];
  return next !== undefined && !text.slice(word.span.end, next.span.start).includes('\n');
}
