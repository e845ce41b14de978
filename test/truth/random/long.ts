// Compares decisions with the real nginx for as long as it is told, batch after batch, and shows each disagreement once.
import { shares, type Tally } from '../support/compare';
import { batchOf, type Disagreement, runBatch } from './run';
import { describeSmallest, shrink } from './shrink';

/** Runs batches from a seed on until the time is over, at least one; answers how many requests were decided wrong. */
export async function runFor(minutes: number, firstSeed: number): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  const total: Tally = { right: 0, wrong: 0, unknown: 0 };
  const reasons = new Map<string, number>();
  const shown = new Set<string>();
  let seed = firstSeed;
  do {
    const { tally, disagreements, reasons: own } = await runBatch(batchOf(seed));
    for (const kind of ['right', 'wrong', 'unknown'] as const) total[kind] += tally[kind];
    for (const [reason, times] of own) reasons.set(reason, (reasons.get(reason) ?? 0) + times);
    console.log(`seed ${seed}: ${shares(tally)}`);
    await show(disagreements, shown);
    seed++;
  } while (Date.now() < end);
  console.log(`seeds ${firstSeed} to ${seed - 1}, ${shares(total)}`);
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]))
    console.log(`unknown ${times} times: ${reason}`);
  return total.wrong;
}

/** Prints disagreements of a kind that was not shown before, each with the smallest configuration. */
async function show(disagreements: readonly Disagreement[], shown: Set<string>): Promise<void> {
  for (const disagreement of disagreements) {
    const kind = disagreement.differences.map((line) => line.replaceAll(/"[^"]*"/g, '""')).join();
    if (shown.has(kind)) continue;
    shown.add(kind);
    console.log(describeSmallest(await shrink(disagreement)));
  }
}
