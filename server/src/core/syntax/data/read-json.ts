// Reads a JSON text, comments allowed.
import { documentOf, OUTER_LEVELS, WHOLE_CHECK_LIMIT } from './document';
import { problemsIn } from './duplicates';
import { jsonComments, jsonProblems } from './json-check';
import { skipSpace, skipValue } from './json-skip';
import { JsonSource } from './json-source';
import type { DataDocument } from './node';

export function readJson(text: string): DataDocument {
  const at = skipSpace(text, 0, text.length);
  const source = new JsonSource(at < text.length ? Math.max(1, skipValue(text, at, text.length) - at) : 0);
  return documentOf('json', text, text, {
    roots: [{ source, origin: at }],
    problems: () => [
      ...jsonProblems(text),
      ...problemsIn(
        text,
        { source, origin: at },
        text.length > WHOLE_CHECK_LIMIT ? OUTER_LEVELS : Number.POSITIVE_INFINITY,
      ),
    ],
    comments: (containing) =>
      text.includes(containing) && /\/[/*]/.test(text)
        ? jsonComments(text).filter((comment) => comment.text.includes(containing))
        : [],
  });
}
