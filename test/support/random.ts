// fast-check with one seed for a whole run: SEED=42 repeats one, and continuous integration always draws the same.
import fc from 'fast-check';

/** What this run draws from. */
export const SEED = Number(process.env.SEED ?? (process.env.CI === 'true' ? 401 : Date.now() % 1_000_000));

fc.configureGlobal({ seed: SEED });

export { fc };
