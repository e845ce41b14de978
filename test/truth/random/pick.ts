// Random choices, drawn from fast-check so that a seed repeats them.
import * as fc from 'fast-check';

export type Pick = {
  /** One of these, each as likely as any other. */
  of<T>(choices: readonly [T, ...T[]]): T;
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean;
  /** Calls `make` between `least` and `most` times. */
  several<T>(least: number, most: number, make: (index: number) => T): readonly T[];
};

/** Values that `make` builds out of random choices. */
export function picked<T>(make: (pick: Pick) => T): fc.Arbitrary<T> {
  return fc.gen().map((draw) => {
    const below = (limit: number) => draw(fc.nat, { max: limit - 1 });
    return make({
      of: (choices) => choices[below(choices.length)] ?? choices[0],
      chance: (percent) => below(100) < percent,
      several: (least, most, item) =>
        Array.from({ length: least + below(most - least + 1) }, (_, index) => item(index)),
    });
  });
}
