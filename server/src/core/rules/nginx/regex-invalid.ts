// nginx/regex-invalid: a pattern that PCRE refuses, or a brace that ends an unquoted one.
import { type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import type { Word } from '../../syntax/nginx';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/regex-invalid',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A regular expression that PCRE refuses, so nginx does not start.',
  *check(context) {
    for (const { line } of context.linesNamed('location')) yield* problems(line, locationPattern(line));
    for (const { line } of context.linesNamed('rewrite'))
      yield* problems(line, { word: line.args[0], source: line.args[0]?.value });
  },
});

type Pattern = { readonly word: Word | undefined; readonly source: string | undefined };

function* problems(line: Line, { word, source }: Pattern) {
  if (word === undefined || source === undefined || word.hole || source.includes('${')) return;
  const { regex } = userPattern(source, false);
  if (regex.kind !== 'invalid') return;
  // The brace of a count ends an unquoted word, so the pattern breaks off before it.
  const cut = word.quote === null && line.node.body !== null && /\d/.test(firstOfBody(line));
  yield {
    at: placeOfWord(line, word),
    message: cut
      ? 'The "{" ends this pattern: put it in quotes, since it holds braces.'
      : `This pattern is not valid (${regex.reason}): nginx does not start.`,
  };
}

function firstOfBody(line: Line): string {
  return line.node.body?.directives[0]?.name.value ?? '';
}

function locationPattern(line: Line): Pattern {
  const [first, second] = line.args;
  if (second !== undefined)
    return /^~\*?$/.test(first?.value ?? '') ? { word: second, source: second.value } : NONE;
  const glued = /^~\*?(.+)$/s.exec(first?.value ?? '');
  return glued === null || first?.quote !== null ? NONE : { word: first, source: glued[1] };
}

const NONE: Pattern = { word: undefined, source: undefined };
