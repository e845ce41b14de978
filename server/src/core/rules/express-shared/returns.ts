// Edits that make a function return after an answer.
import type { Change } from '../../kinds/express/edits';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/**
 * Returns after a statement that answers: `return res.…;`, and in TypeScript, where handlers answer nothing
 * (`void` in the types of Express), `return;` behind it.
 */
export function returnAfter({ change }: ExpressContext, statement: Place, isInBlock: boolean): Change {
  const { file, span } = statement;
  if (!/\.[cm]?tsx?$/.test(file)) {
    return [{ file, span: { start: span.start, end: span.start }, newText: 'return ' }];
  }
  if (isInBlock) return change.insertStatement(statement, 'return;', 'after');
  const text = change.textOf(statement).replace(/;?$/, ';');
  return change.replace(statement, `{ ${text} return; }`);
}
