// Edits that give a written 401 its WWW-Authenticate.
import type { Change } from '../../kinds/express/edits';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/**
 * Sets a challenge in the chain of calls that answers 401: `res.status(401).json(…)` becomes
 * `res.status(401).set('WWW-Authenticate', …).json(…)`. `null` where the answer is not such a chain.
 */
export function challengeIn({ change }: ExpressContext, answer: Place, challenge: string): Change {
  const text = change.textOf(answer);
  const found = /^[\w$.]+?\s*\.(?:(status)\(\s*401\s*\)|(sendStatus)\(\s*401\s*\))/.exec(text);
  if (found === null) return null;
  const set = `.set('WWW-Authenticate', '${challenge}')`;
  const offset = found[1] === undefined ? text.lastIndexOf('.', found[0].length - 1) : found[0].length;
  const at = answer.span.start + offset;
  return [{ file: answer.file, span: { start: at, end: at }, newText: set }];
}
