// The command behind scripts/truth.mjs.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { runFor } from '../random/long';
import { type Case, readCases, record, replay } from './cases';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    folder: { type: 'string', default: 'test/truth/cases' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
  },
});

const { minutes, seed } = values;
const isRandom = minutes !== undefined || seed !== undefined;
const wrong = isRandom
  ? await runFor(Number(minutes ?? 0), Number(seed ?? Date.now() % 1_000_000))
  : await runCases();
process.exitCode = wrong > 0 ? 1 : 0;

/** Records the cases that are named, or compares them with their record; answers how many answers differ. */
async function runCases(): Promise<number> {
  let differences = 0;
  for (const item of readCases(values.folder)) {
    if (positionals.length > 0 && !positionals.some((word) => item.name.includes(word))) continue;
    if (values.record) record(item, await replay(item));
    else differences += await check(item);
  }
  console.log(values.record ? 'recorded' : `${differences} differences`);
  return differences;
}

/** Compares a case with the real nginx, prints what differs and answers how much. */
async function check(item: Case): Promise<number> {
  const { configTest, answers } = await replay(item);
  let count = 0;
  const compare = (what: string, wanted: unknown, got: unknown) => {
    if (isDeepStrictEqual(wanted, got)) return;
    count++;
    console.log(
      `${item.name}: ${what}\n  recorded ${JSON.stringify(wanted)}\n  got      ${JSON.stringify(got)}`,
    );
  };
  if (item.configTest !== null) compare('nginx -t', item.configTest, configTest);
  item.requests.forEach((request, i) => {
    compare(`${request.method} ${request.url}`, request.expect, answers[i]);
  });
  return count;
}
