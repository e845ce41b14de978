// What both entries of the suite share: mocha's options, and how a run ends.

/** A loaded machine takes seconds to start a server; nothing takes this long unless it hangs. */
export const OPTIONS = { ui: 'tdd', color: false, timeout: 30_000 } as const;

/**
 * Runs what `start` starts and prints the counts in the form that the runner outside reads. Rejected when a test failed,
 * or when there was none.
 */
export async function runAll(start: (done: () => void) => Mocha.Runner): Promise<void> {
  const failed: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = start(() => resolve(runner.stats));
    runner.on('fail', (test) => failed.push(test.fullTitle()));
  });
  const passed = stats?.passes ?? 0;
  console.log(`${passed} passed, ${failed.length} failed`);
  if (failed.length > 0 || passed === 0) throw new Error(`failed: ${failed.join('; ') || 'no test ran'}`);
}
