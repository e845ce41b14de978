// Paths as they are written in the program, and edits of them.
import type { Change } from '../../kinds/express/edits';
import type { PathPattern } from '../../kinds/express/stack';
import type { ExpressContext } from '../express-rule';

type TextPattern = Extract<PathPattern, { kind: 'string' }>;

/** An edit that puts another text in the quotes of a path; `null` where the path is not written there as one text. */
export function replaceText({ change }: ExpressContext, pattern: TextPattern, text: string): Change {
  if (pattern.at === null) return null;
  const written = change.textOf(pattern.at);
  const quote = written.charAt(0);
  const isPlain = ['"', "'", '`'].includes(quote) && written === `${quote}${pattern.text}${quote}`;
  return isPlain ? change.replace(pattern.at, `${quote}${text}${quote}`) : null;
}
