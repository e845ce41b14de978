// Packages the extension: node scripts/package.mjs [FILE.vsix]. Prints the size, and fails when it is over its limit.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LIMIT_KB = 2000;

/** All that an installed extension needs. The command line is a package of its own (npm), and is left out. */
const CONTENTS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'client/icon.png',
  'dist/authlint.schema.json',
  'dist/extension-node.js',
  'dist/extension-web.js',
  'dist/js-parser.js',
  'dist/server-node.js',
  'dist/server-web.js',
  'docs/rules',
  'syntaxes',
];

/** What of package.json is for building the project, or for npm, and not for VS Code. */
const NOT_FOR_EDITORS = ['bin', 'devDependencies', 'files', 'imports', 'private', 'scripts', 'sideEffects'];

const stage = path.resolve('out/package');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const target = path.resolve(process.argv[2] ?? `${manifest.name}-${manifest.version}.vsix`);

run([path.resolve('scripts/build.mjs')], '.');
fillStage();
mkdirSync(path.dirname(target), { recursive: true });
const vsce = path.resolve('node_modules/@vscode/vsce/vsce');
run([vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', target], stage);

const size = Math.ceil(statSync(target).size / 1024);
console.log(
  `${path.relative('.', target)} ${size} KB of ${LIMIT_KB}${size > LIMIT_KB ? '  OVER ITS LIMIT' : ''}`,
);
if (size > LIMIT_KB) process.exitCode = 1;

/** A folder of its own, so that what is not listed above cannot slip in. */
function fillStage() {
  rmSync(stage, { recursive: true, force: true });
  for (const name of CONTENTS) cpSync(name, path.join(stage, name), { recursive: true });
  const kept = Object.entries(manifest).filter(([key]) => !NOT_FOR_EDITORS.includes(key));
  writeFileSync(path.join(stage, 'package.json'), JSON.stringify(Object.fromEntries(kept), null, 2));
}

function run(args, cwd) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  process.exit(1);
}
