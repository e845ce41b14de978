// What differs between two versions of a text.

/** The characters from `start` to `oldEnd` of the older text are those from `start` to `newEnd` of the newer one. */
export type TextChange = { readonly start: number; readonly oldEnd: number; readonly newEnd: number };

/** The one place where two texts differ. Comparing is left to the engine, whose comparison of parts is the fastest. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const { length: a } = before;
  const { length: b } = after;
  const rest = shorter - start;
  const tail = longest(rest, (from, to) => before.slice(a - to, a - from) === after.slice(b - to, b - from));
  return { start, oldEnd: a - tail, newEnd: b - tail };
}

/** The greatest length up to which parts are the same, by halving what is not compared yet. */
function longest(limit: number, isSame: (from: number, to: number) => boolean): number {
  let low = 0;
  for (let high = limit; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if (isSame(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
