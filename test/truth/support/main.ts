// The command behind scripts/truth.mjs.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { type Case, readCases, record, replay } from './cases';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    folder: { type: 'string', default: 'test/truth/cases' },
  },
});

let differences = 0;
for (const item of readCases(values.folder)) {
  if (positionals.length > 0 && !positionals.some((word) => item.name.includes(word))) continue;
  if (values.record) {
    record(item, await replay(item));
    console.log(`recorded ${item.name}`);
  } else {
    differences += await check(item);
  }
}
if (!values.record) console.log(`${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

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
