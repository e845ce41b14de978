// Compares the table of directives with the installed nginx, all of it: `node scripts/directives.mjs [FOLDER]`, where
// FOLDER has further dynamic modules that were built for this nginx. Takes about two minutes.
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const bundle = 'out/directives/compare.mjs';
mkdirSync('out/directives', { recursive: true });
await esbuild.build({
  stdin: {
    contents: `
      export { knownDirectives } from './server/src/core/kinds/nginx/directives';
      export { disagreements } from './test/truth/directives-compare';
      export { openNginx } from './test/truth/directives-probe';`,
    resolveDir: '.',
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
});
const { knownDirectives, disagreements, openNginx } = await import(pathToFileURL(bundle).href);

const nginx = openNginx('all', process.argv[2] ?? null);
const absent = [];
let compared = 0;
let wrong = 0;
for (const info of knownDirectives()) {
  const found = disagreements(nginx, info, true);
  if (found === null) {
    if (info.uses.some((use) => use.since === null && nginx.has(use.module))) absent.push(info.name);
    continue;
  }
  compared++;
  wrong += found.length;
  for (const line of found) console.log(line);
}
nginx.close();
console.log(`${compared} directives of the installed nginx compared, ${wrong} disagreements`);
console.log(`not in this nginx, though their modules are: ${absent.join(' ')}`);
if (wrong > 0) process.exitCode = 1;
