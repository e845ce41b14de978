// Reads a JSON text, comments allowed.
import { documentOf } from './document';
import { outerProblems, problemsIn } from './duplicates';
import { jsonComments, jsonProblems } from './json-check';
import { mendingOf } from './json-mend';
import { jsonOutline } from './json-outline';
import { skipSpace, skipValue } from './json-skip';
import { JsonSource } from './json-source';
import type { DataDocument } from './node';
import type { LongText } from './read-yaml';

export function readJson(text: string, { limit, levels, unread }: LongText): DataDocument {
  const at = skipSpace(text, 0, text.length);
  const outline = jsonOutline(text, at);
  const mending = outline === null ? mendingOf(text) : null;
  const end =
    outline?.ends[0] ?? (at < text.length ? Math.max(at + 1, skipValue(text, at, text.length, mending)) : at);
  const source = new JsonSource(end - at, outline, 0, mending);
  return documentOf('json', text, text, {
    roots: [{ source, origin: at }],
    hasTemplates: false,
    problems: () => [
      ...(outline === null ? jsonProblems(text, mending) : []),
      ...(text.length > limit
        ? outerProblems(text, source, at, levels, unread)
        : problemsIn(text, { source, origin: at }, Number.POSITIVE_INFINITY)),
    ],
    comments: (containing) =>
      text.includes(containing) && /\/[/*]/.test(text)
        ? jsonComments(text).filter((comment) => comment.text.includes(containing))
        : [],
  });
}
