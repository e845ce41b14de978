// Hashes of node:crypto: what they come to is not known, but whether the client's credentials went into them is.
import type { Place } from '../../../../text/span';
import { type Datum, thing, unknown } from '../datum';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { presents } from '../run/unknown-calls';

/** `createHash(algorithm)` and `createHmac(algorithm, key)`, to which texts are given by `update` and which `digest` ends. */
export function hash(_machine: Machine, _args: readonly Datum[], at: Place): Datum {
  let isCarried = false;
  const made = thing([
    [
      'update',
      native('update', ([text], self) => {
        isCarried ||= text !== undefined && presents(text);
        return self;
      }),
    ],
    [
      'digest',
      native('digest', () =>
        unknown('what a hash comes to is not known', at, { judged: isCarried, truthy: true }),
      ),
    ],
  ]);
  return made;
}
