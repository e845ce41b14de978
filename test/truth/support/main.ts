// The command behind scripts/truth.mjs.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { runFor } from '../random/long';
import { type Case, readCases, record, replay } from './cases';

const USAGE = `Holds AuthLint against the real nginx.

  node scripts/truth.mjs [NAME...]            check the recorded cases whose names contain these words, or all
  node scripts/truth.mjs --record [NAME...]   record what the real nginx answers into them
  node scripts/truth.mjs --minutes N          compare decisions on random configurations for so long
  node scripts/truth.mjs --seed N             the same from one seed on: without --minutes, that one only

  --folder FOLDER   where the cases lie, instead of test/truth/cases
  --help            this text

It ends with 0 if all agrees, 1 if something does not, 2 if it was not understood.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const read = readArguments();
  if ('problem' in read) {
    console.error(`${read.problem}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = read;
  const { minutes, seed, help } = values;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const wrong =
    minutes === undefined && seed === undefined
      ? await runCases(values.folder, values.record, positionals)
      : await runFor(Number(minutes ?? 0), Number(seed ?? Date.now() % 1_000_000));
  return wrong > 0 ? 1 : 0;
}

/** The arguments, or what is wrong with them in one line. */
function readArguments() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        record: { type: 'boolean', default: false },
        folder: { type: 'string', default: 'test/truth/cases' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    for (const name of ['minutes', 'seed'] as const) {
      const given = read.values[name];
      if (given !== undefined && !/^\d+(\.\d+)?$/.test(given))
        return { problem: `--${name} takes a number, not "${given}".` };
    }
    return read;
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error) };
  }
}

/** Records the cases that are named, or compares them with their record; answers how many answers differ. */
async function runCases(folder: string, isRecording: boolean, words: readonly string[]): Promise<number> {
  let differences = 0;
  for (const item of readCases(folder)) {
    if (words.length > 0 && !words.some((word) => item.name.includes(word))) continue;
    if (isRecording) record(item, await replay(item));
    else differences += await check(item);
  }
  console.log(isRecording ? 'recorded' : `${differences} differences`);
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
