// Hashes of node:crypto: what they come to is not known, but whether the client's credentials went into them is.
import type { Place } from '../../../../text/span';
import { type Datum, thing, type Unknown, unknown } from '../datum';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { presents } from '../run/unknown-calls';

/** What a hash comes to is called so; one of nothing is no digest that a program knows. */
const DIGEST = 'digest ';
const EMPTY = 'of nothing';

/** Whether something is the digest of what the client presents, or of nothing where it presents nothing. */
export function isDigest({ key, judged }: Unknown): boolean {
  return key === DIGEST + EMPTY || (judged && key.startsWith(DIGEST));
}

/** `createHash(algorithm)` and `createHmac(algorithm, key)`, to which texts are given by `update` and which `digest` ends. */
export function hash(_machine: Machine, _args: readonly Datum[], at: Place): Datum {
  let isCarried = false;
  let isEmpty = true;
  const made = thing([
    [
      'update',
      native('update', ([text], self) => {
        isCarried ||= text !== undefined && presents(text);
        isEmpty &&= text?.kind === 'constant' && text.value === '';
        return self;
      }),
    ],
    [
      'digest',
      native('digest', () =>
        unknown('what a hash comes to is not known', at, {
          key: `${DIGEST}${isCarried ? '' : isEmpty ? EMPTY : `${at.file}:${at.span.start}`}`,
          judged: isCarried,
          truthy: true,
        }),
      ),
    ],
  ]);
  return made;
}
