// `npm start`: from a fresh clone to the first findings, in the example site.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const EXAMPLE = 'examples/shop';

if (!existsSync('node_modules/esbuild')) run('npm', ['ci']);
run(process.execPath, ['scripts/build.mjs'], 'pipe');
console.log(`$ authlint ${EXAMPLE}\n`);
spawnSync(process.execPath, ['dist/cli.js', EXAMPLE], { stdio: 'inherit' });
console.log(`
Next:
  node dist/cli.js explain "GET http://shop.example/admin/" ${EXAMPLE}  who answers a request, line by line
  node dist/cli.js routes ${EXAMPLE}                                    what every route requires
  node dist/cli.js FOLDER                                                  your own configuration
  npm run package                                                          the extension, as a .vsix for VS Code
  npm test                                                                 all tests
`);

/** Runs a step that has to succeed; what it printed is shown when it does not. */
function run(command, args, stdio = 'inherit') {
  const result = spawnSync(command, args, { stdio, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  process.exit(1);
}
