// fast-check with one seed for a whole run: SEED=42 repeats one, and continuous integration always draws the same.
import fc from 'fast-check';

/** What this run draws from. */
export const SEED = Number(process.env.SEED ?? (process.env.CI === 'true' ? 401 : Date.now() % 1_000_000));

fc.configureGlobal({ seed: SEED });

/** Whether only the fast tests run, which draw a tenth of the examples or fewer and leave the real servers alone. */
export const isFast = process.env.AUTHLINT_FAST === '1';

/** How many examples this run draws where a whole one draws so many; also how many of a kind it wants to see. */
export function runs(whole: number): number {
  return isFast ? Math.ceil(whole / 10) : whole;
}

/** All of a list in a whole run; in a fast one one of so many, which starts at the first. */
export function someOf<T>(all: readonly T[], oneOf: number): readonly T[] {
  return isFast ? all.filter((_, i) => i % oneOf === 0) : all;
}

export { fc };
