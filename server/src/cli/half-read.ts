// Programs whose text is broken: their compiler says what is wrong, and here is said that a part was not looked at.
import { type Analysis, halfRead, type ReadError, type Source } from '../core';

/** What could be read in part only, as errors are told. */
export function halfReadErrors(analysis: Analysis, source: Source): readonly ReadError[] {
  return halfRead(analysis).map(({ file, span, message }) => {
    const { start } = source.range({ file, span });
    const what = message === '' ? '' : ` (${message.replace(/\.$/, '')})`;
    return {
      file,
      message: `The text is broken at line ${start.line}, column ${start.column}${what}, so a part of this file is not understood.`,
    };
  });
}
