// nginx/wrong-argument-count: a directive has more or fewer words than nginx takes.

import type { Fix } from '../../findings/finding';
import type { Line } from '../../kinds/nginx/config/lines';
import { nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { argumentProblem, directiveInfo, isKnownDirective } from '../../kinds/nginx/directives';
import { replaceWord } from '../../kinds/nginx/edits';
import { inTable } from '../../text/table';
import { nginxRule } from '../nginx-rule';
import { contextOf } from '../nginx-shared/context-of';

export const rule = nginxRule({
  id: 'nginx/wrong-argument-count',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A directive has more or fewer arguments than nginx takes, so nginx does not start.',
  *check(context) {
    for (const name of context.directiveNames) {
      const info = directiveInfo(name);
      if (info === null) continue;
      for (const { line, scope } of context.linesNamed(name)) {
        const here = contextOf(scope);
        const problem = argumentProblem(info, line.args.length, here);
        if (problem === null || !line.node.terminated || line.args.some((word) => word.hole)) continue;
        const swallowed = line.args.find(
          (word, i) => i > 0 && isOnNewLine(context, line, word.span.start) && isKnownDirective(word.value),
        );
        const fix = swallowed === undefined ? quoteRest(line) : null;
        const cause =
          swallowed === undefined ? '' : ` A ";" seems to be missing before "${swallowed.value}".`;
        yield {
          at: swallowed === undefined ? nameOf(line) : placeOfWord(line, swallowed),
          message: `"${name}" ${problem}: nginx does not start.${cause}${fix === null ? '' : ' Put the value in quotes.'}`,
          fixes: fix === null ? [] : [fix],
        };
      }
    }
  },
});

type HasText = {
  readonly configuration: { readonly documents: ReadonlyMap<string, { readonly text: string }> };
};

/** Whether a word is the first one on its line. */
function isOnNewLine(context: HasText, line: Line, offset: number): boolean {
  const text = context.configuration.documents.get(line.file)?.text ?? '';
  return /\n[ \t]*$/.test(text.slice(line.node.span.start, offset));
}

/** `proxy_set_header Authorization Basic abc;` means one value of two words. */
const VALUE_AT: Readonly<Record<string, number>> = {
  proxy_set_header: 1,
  add_header: 1,
  grpc_set_header: 1,
  auth_basic: 0,
};

function quoteRest(line: Line): Fix | null {
  const from = inTable(VALUE_AT, line.name);
  if (from === undefined) return null;
  const words = line.args.slice(from);
  const [first] = words;
  const last = words.at(-1);
  const always = last?.value === 'always' && line.name === 'add_header';
  const kept = always ? words.slice(0, -1) : words;
  const end = kept.at(-1);
  if (first === undefined || end === undefined || kept.length < 2) return null;
  if (kept.some((word) => word.quote !== null || word.value.includes('"'))) return null;
  const span = { start: first.span.start, end: end.span.end };
  return {
    title: `Put the value of ${line.name} in quotes`,
    safety: 'safe',
    edits: [replaceWord(line, { ...first, span }, `"${kept.map((word) => word.value).join(' ')}"`)],
  };
}
