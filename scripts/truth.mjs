// Holds AuthLint against the real nginx.
//   node scripts/truth.mjs                    check the recorded cases of test/truth/cases
//   node scripts/truth.mjs --record [NAME…]   record what the real nginx answers into them
//   node scripts/truth.mjs --minutes N        compare decisions on random configurations for so long
//   node scripts/truth.mjs --seed N           the same from one seed on: without --minutes, that one only
import { runBundled } from './run-bundled.mjs';

await runBundled('test/truth/support/main.ts', 'out/dev/truth.mjs');
