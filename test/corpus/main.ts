// The command behind scripts/corpus.mjs.
import { writeFileSync } from 'node:fs';
import { summarize } from './summary';

const [folder = 'test/corpus/configs', out] = process.argv.slice(2);
const summary = await summarize(folder);
if (out === undefined) console.log(summary.trimEnd());
else writeFileSync(out, summary);
