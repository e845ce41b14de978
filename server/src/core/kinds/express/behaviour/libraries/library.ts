// A function of a package that handlers call, by what it does.
import type { Place } from '../../../../text/span';
import type { Datum } from '../datum';
import type { Machine } from '../run/machine';

export type Library = (machine: Machine, args: readonly Datum[], at: Place) => Datum;
