// Reads a YAML text.

import { commentsIn, compose } from './compose';
import { documentOf } from './document';
import { duplicateKeys } from './duplicates';
import type { DataDocument } from './node';
import { readable } from './template';
import type { Located } from './view';

export function readYaml(text: string): DataDocument {
  const from = readable(text);
  const { roots, problems } = compose(from);
  const located = roots.map((source): Located => ({ source, origin: 0 }));
  return documentOf('yaml', text, from.text, {
    roots: located,
    problems: () => [
      ...problems,
      ...located.flatMap((root) => duplicateKeys(from.text, root, Number.POSITIVE_INFINITY)),
    ],
    comments: (containing) =>
      commentsIn(from.text)
        .map(({ span }) => ({ span, text: text.slice(span.start, span.end) }))
        .filter((comment) => comment.text.startsWith('#') && comment.text.includes(containing)),
  });
}
