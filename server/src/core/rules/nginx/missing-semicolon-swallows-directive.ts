// nginx/missing-semicolon-swallows-directive: a line without its semicolon takes the next directive for its arguments,
// and nginx -t says nothing, since the first one takes any number of them.
import { type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { argumentProblem, type Context, directiveInfo, fits } from '../../kinds/nginx/directives';
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
        const text = context.configuration.documents.get(line.file)?.text ?? '';
        if (!hasLineBreak(text, line)) continue;
        if (argumentProblem(info, line.args.length, contextOf(scope)) !== null) continue;
        const swallowed = line.args.find(
          (word, i) => i > 0 && startsDirective(text, line, word, contextOf(scope)),
        );
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

/** Whether any argument but the first stands on another line than the one before it. */
function hasLineBreak(text: string, { args }: Line): boolean {
  for (let i = 1; i < args.length; i++) {
    const [before, word] = [args[i - 1], args[i]];
    if (before === undefined || word === undefined) continue;
    for (let at = before.span.end; at < word.span.start; at++) if (text.charCodeAt(at) === 10) return true;
  }
  return false;
}

/** Whether a word is the first of its line and, with the words behind it there, a directive that fits into the block. */
function startsDirective(text: string, line: Line, word: Word, here: Context): boolean {
  const info = word.quote === null ? directiveInfo(word.value) : null;
  if (info === null || !/\n[ \t]*$/.test(text.slice(line.node.span.start, word.span.start))) return false;
  const args: string[] = [];
  let end = word.span.end;
  for (const next of line.args.slice(line.args.indexOf(word) + 1)) {
    if (text.slice(end, next.span.start).includes('\n')) break;
    args.push(next.value);
    end = next.span.end;
  }
  return args.length > 0 && fits(info, args, here);
}
