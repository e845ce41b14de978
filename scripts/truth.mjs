// Holds AuthLint against the real nginx.
//   node scripts/truth.mjs                    check the recorded cases of test/truth/cases
//   node scripts/truth.mjs --record [NAME…]   record what the real nginx answers into them
//   node scripts/truth.mjs --minutes N        compare decisions on random configurations for so long
//   node scripts/truth.mjs --seed N           the same from one seed on: without --minutes, that one only
import { spawnSync } from 'node:child_process';
import * as esbuild from 'esbuild';

const outfile = 'out/dev/truth.mjs';
await esbuild.build({
  entryPoints: ['test/truth/support/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  outfile,
  logLevel: 'warning',
});
const run = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
