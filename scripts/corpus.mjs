// Lints every configuration in a folder and writes one summary, the same on every run, to be compared with an earlier one.
//   node scripts/corpus.mjs [FOLDER [FILE]]   to the terminal, or into a file
import { runBundled } from './run-bundled.mjs';

await runBundled('test/corpus/main.ts', 'out/dev/corpus.mjs');
