// Edits of the errors that handlers give to next().
import type { Change } from '../../kinds/express/edits';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { writtenAnswers } from './answers';

/** `next('text')` with an error in the place of the text. */
export function errorForText(context: ExpressContext, at: Place): Change {
  const next = writtenAnswers(context).nexts.find((one) => samePlace(one.at, at));
  const [given] = next?.node.args ?? [];
  if (next === undefined || given?.kind !== 'string') return null;
  const place = { file: at.file, span: given.span };
  return context.change.replace(
    place,
    `Object.assign(new Error(${context.change.textOf(place)}), { status: 401 })`,
  );
}
