// `npm test`: gets what the tests need, builds, checks and runs everything, and ends with `N passed, N failed`.
// With --fast it runs only what takes less than a minute: no real nginx, no editor, fewer random examples.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { installMissing } from './needs.mjs';

const fast = process.argv.includes('--fast');
const OUT = 'out/test';
const RESULTS = join(OUT, 'results.json');
/** More than any step prints, in bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;
/** The folders of the fast tests, those that take longest first. */
const FAST = ['props', 'pages', 'unit', 'openapi', 'cli', 'lsp'];

/** What the command line and CommonJS packages expect to find, given to modules. */
const AS_COMMONJS = [
  "import { createRequire as $createRequire } from 'node:module';",
  "import { dirname as $dirname } from 'node:path';",
  "import { fileURLToPath as $fileURLToPath } from 'node:url';",
  'const require = $createRequire(import.meta.url);',
  'const __filename = $fileURLToPath(import.meta.url);',
  'const __dirname = $dirname(__filename);',
].join('\n');

let passed = 0;
let failed = 0;

if (!fast) installMissing();
if (!fast) step('packages', ['test/truth/express/packages/install.mjs']);
if (!fast) step('more packages', ['scripts/packages.mjs', 'test/directory', 'test/truth/openapi']);
step('build', ['scripts/build.mjs']);
step('types', ['scripts/typecheck.mjs']);
step('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
step('generated files', ['scripts/gen.mjs', '--check']);
await runTests();
if (!fast) runEditor();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A check that passes or fails as a whole; what it printed is shown when it fails. */
function step(name, args) {
  const start = Date.now();
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: MAX_OUTPUT });
  const ok = run.status === 0;
  if (ok) passed++;
  else failed++;
  tell(name, start, ok ? '1 passed' : '1 failed');
  if (!ok) console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.trimEnd());
}

/** Bundles the test files and runs them with Node's own runner; scripts/reporter.mjs tells what failed. */
async function runTests() {
  const start = Date.now();
  const files = testFiles('test').filter((file) => !fast || FAST.includes(file.split('/')[1]));
  rmSync(OUT, { recursive: true, force: true });
  try {
    // Loaded only now: on a machine without it, the build above has said so already.
    const esbuild = await import('esbuild');
    await esbuild.build({
      entryPoints: files,
      outdir: OUT,
      outbase: 'test',
      bundle: true,
      platform: 'node',
      // What tests share is written and read once, and not by each of them.
      format: 'esm',
      splitting: true,
      outExtension: { '.js': '.mjs' },
      banner: { js: AS_COMMONJS },
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'error',
      conditions: ['node'],
      define: {
        AUTHLINT_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
        AUTHLINT_JS_PARSER: JSON.stringify(resolve('dist/js-parser.js')),
      },
    });
  } catch {
    failed++;
    return tell('tests', start, '1 failed: they cannot be bundled');
  }
  spawnSync(
    process.execPath,
    [
      '--enable-source-maps',
      '--test',
      `--test-concurrency=${availableParallelism()}`,
      '--test-reporter=./scripts/reporter.mjs',
      '--test-reporter-destination=stdout',
      ...(fast ? together(files) : files.map(bundleOf)),
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, AUTHLINT_TEST_RESULTS: RESULTS, AUTHLINT_FAST: fast ? '1' : '' },
    },
  );
  const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : { passed: 0, failed: 1 };
  passed += results.passed;
  failed += results.failed;
  tell('tests', start, `${results.passed} passed, ${results.failed} failed`);
}

/**
 * One module a folder, which runs all of its tests in one process: half of the time of a small test file is that of
 * reading AuthLint and of getting it warm. A whole run does not share processes, so no test can lean on another one.
 */
function together(files) {
  return FAST.map((folder) => {
    const mine = files.filter((file) => file.split('/')[1] === folder);
    const path = join(OUT, `${folder}.mjs`);
    writeFileSync(path, mine.map((file) => `import ${JSON.stringify(resolve(bundleOf(file)))};\n`).join(''));
    return path;
  });
}

function bundleOf(file) {
  return join(OUT, file.slice('test/'.length).replace(/\.ts$/, '.mjs'));
}

/** The tests inside of real editors, which count for themselves and say so in their last line. */
function runEditor() {
  const start = Date.now();
  const run = spawnSync(process.execPath, ['test/vscode/run.mjs'], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const counts = [...(run.stdout ?? '').matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const good = Number(counts?.[1] ?? 0);
  // A run that ends badly without a failed test failed all the same.
  const bad = Math.max(Number(counts?.[2] ?? 0), run.status === 0 && good > 0 ? 0 : 1);
  passed += good;
  failed += bad;
  if (bad > 0) console.log((run.stdout ?? '').trimEnd());
  tell('editor', start, `${good} passed, ${bad} failed`);
}

/** All test files, sorted; those of the editor are bundled by their own runner. */
function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return entry.name === 'node_modules' || path === 'test/vscode' ? [] : testFiles(path);
      return path.endsWith('.test.ts') ? [path] : [];
    })
    .sort();
}

function tell(name, start, what) {
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${name.padEnd(16)} ${`${seconds} s`.padStart(8)}  ${what}`);
}
