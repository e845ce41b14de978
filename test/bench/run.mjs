// The bench: ratios against a peer or a limit, measured in one run. Absolute times are printed, not judged.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import * as esbuild from 'esbuild';
import { configuration, manyServers } from './configurations.mjs';
import { express } from './express.mjs';
import { openapi } from './openapi.mjs';

const require = createRequire(import.meta.url);
const scratch = mkdtempSync(path.join(tmpdir(), 'authlint-bench-'));
const rows = [];

/** Notes a measured ratio and the limit that it has to keep. */
function judge(name, ratio, limit, detail) {
  rows.push({ name, ratio, limit, detail, ok: ratio <= limit });
}

/** The median CPU time of a function in milliseconds, after a warm-up. */
function median(run, times = 9) {
  for (let i = 0; i < 3; i++) run();
  const all = Array.from({ length: times }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  return all[all.length >> 1];
}

/** The median wall time of a command. */
function commandTime(command, args, times = 7) {
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    spawnSync(command, args, { stdio: 'ignore' });
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return all[all.length >> 1];
}

/** What a Node process is loaded with so that it writes the CPU time that it took, in milliseconds, when it ends. */
const cpuClock = path.join(scratch, 'cpu-clock.cjs');
writeFileSync(
  cpuClock,
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeFileSync(process.env.AUTHLINT_CPU, String((user + system) / 1000)); });",
);

/** The median CPU time of a whole Node process, which says the same on a busy machine as on an idle one. */
function cpuTime(args, times = 7) {
  const file = path.join(scratch, 'cpu');
  const env = { ...process.env, AUTHLINT_CPU: file };
  const all = Array.from({ length: times }, () => {
    spawnSync(process.execPath, ['-r', cpuClock, ...args], { stdio: 'ignore', env });
    return Number(readFileSync(file, 'utf8'));
  }).sort((a, b) => a - b);
  return all[all.length >> 1];
}

const bundle = path.join(scratch, 'core.cjs');
await esbuild.build({
  entryPoints: ['test/bench/core.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  minify: true,
  logLevel: 'warning',
});
const { check, recheck, lexed } = require(bundle);

function lexing() {
  const file = path.join(scratch, 'ten-thousand.conf');
  const text = configuration(10_000);
  writeFileSync(file, text);
  const peer = median(() => lexed(readFileSync(file, 'utf8')));
  const ours = median(() => check(readFileSync(file, 'utf8')));
  judge(
    'parse and check 10,000 lines / read and lex them',
    ours / peer,
    3,
    `${ours.toFixed(1)} ms / ${peer.toFixed(1)} ms`,
  );
}

function growth() {
  const times = [1000, 10_000, 100_000].map((lines) => {
    const text = configuration(lines);
    return median(() => check(text), 5) / text.length;
  });
  judge('time per byte, 10,000 lines / 1,000 lines', times[1] / times[0], 1.3, 'linear growth');
  judge('time per byte, 100,000 lines / 10,000 lines', times[2] / times[1], 1.3, 'linear growth');
}

function keystroke() {
  const text = configuration(2000);
  const file = path.join(scratch, 'two-thousand.conf');
  writeFileSync(file, text);
  const cold = cpuTime(['dist/cli.js', 'check', file]);
  const warm = median(recheck(text));
  judge(
    'one keystroke in 2,000 lines / a cold run of the whole',
    warm / cold,
    0.1,
    `${warm.toFixed(1)} ms / ${cold.toFixed(1)} ms`,
  );
}

function start() {
  const node = commandTime(process.execPath, ['-e', '0'], 15);
  const ours = commandTime(process.execPath, ['dist/cli.js', '--version'], 15);
  judge(
    'start of the command line / node -e 0',
    ours / node,
    2,
    `${ours.toFixed(0)} ms / ${node.toFixed(0)} ms`,
  );
}

/** nginx-linter is fetched by npm for this run alone; where that fails, its rows are left out and said so. */
function peerLinter() {
  const folder = path.join(scratch, 'peer');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const install = spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund', 'nginx-linter@0.7.0'], {
    cwd: folder,
  });
  const bin = path.join(folder, 'node_modules', '.bin', 'nginx-linter');
  if (install.status !== 0 || !existsSync(bin)) {
    console.log('nginx-linter could not be installed: its comparisons are left out.');
    return;
  }
  const large = path.join(scratch, 'large.conf');
  writeFileSync(large, manyServers(2000, 600_000));
  // It ends at the first file that it cannot parse, and then has not looked at the others: those are left out for both.
  const parser = require(path.join(folder, 'node_modules/nginx-linter/lib/parser'));
  const parses = (file) => {
    try {
      return parser.parseFile(file) !== undefined;
    } catch {
      return false;
    }
  };
  compare('600 KB with 2,000 servers, whole process / nginx-linter', [large], bin, 0.25, parses);
  const cases = path.resolve('../shared/nginx/cases');
  const own = path.resolve('test/truth/cases');
  const folders = [cases, own].filter((candidate) => existsSync(candidate));
  compare('all cases, whole process / nginx-linter', folders, bin, 0.2, parses);
}

function compare(name, paths, bin, limit, parses) {
  const all = paths.flatMap((entry) =>
    statSync(entry).isDirectory()
      ? spawnSync('find', [entry, '-name', '*.conf', '-type', 'f'], { encoding: 'utf8' })
          .stdout.trim()
          .split('\n')
      : [entry],
  );
  const files = all.filter(parses);
  const peer = cpuTime([bin, ...files.flatMap((file) => ['--include', file])], 5);
  const ours = cpuTime(['dist/cli.js', 'check', ...files], 5);
  judge(
    name,
    ours / peer,
    limit,
    `${ours.toFixed(0)} ms / ${peer.toFixed(0)} ms, ${files.length} of ${all.length} files`,
  );
}

function memory() {
  const folder = path.join(scratch, 'many');
  mkdirSync(path.join(folder, 'conf.d'), { recursive: true });
  writeFileSync(path.join(folder, 'nginx.conf'), 'events {\n}\nhttp {\n    include conf.d/*.conf;\n}\n');
  for (let i = 0; i < 500; i++) {
    const text = configuration(60)
      .replace(/^events \{\n\}\nhttp \{\n/, '')
      .replace(/\}\n$/, '')
      .replaceAll('site', `s${i}-site`);
    writeFileSync(path.join(folder, 'conf.d', `${i}.conf`), text);
  }
  const run = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, 'dist/cli.js', 'check', folder], {
    encoding: 'utf8',
  });
  const own = process.memoryUsage;
  const kilobytes = run.error === undefined ? Number(run.stderr.trim().split('\n').at(-1)) : own().rss / 1024;
  judge('memory for 500 files / 150 MB', kilobytes / 1024 / 150, 1, `${Math.round(kilobytes / 1024)} MB`);
}

function packageSize() {
  const vsix = ['authlint.vsix', 'out/authlint.vsix', 'dist/authlint.vsix'].find((file) => existsSync(file));
  if (vsix === undefined) return;
  const kilobytes = statSync(vsix).size / 1024;
  judge('VSIX / 2 MB', kilobytes / 2000, 1, `${Math.round(kilobytes)} KB`);
}

/** What is measured, by its name: `npm run bench -- openapi` measures that alone. */
const PARTS = {
  lexing,
  growth,
  keystroke,
  start,
  peerLinter,
  memory,
  packageSize,
  openapi: () => openapi(scratch, judge),
  express: () => express(scratch, judge),
};
const wanted = process.argv.slice(2);
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    try {
      await part();
    } catch (error) {
      console.log(
        `${name} could not be measured to its end: ${error instanceof Error ? error.message : error}`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const { name, ratio, limit, detail, ok } of rows) {
  console.log(
    `${ok ? 'ok  ' : 'OVER'} ${name.padEnd(62)} ${ratio.toFixed(3).padStart(7)} of ${Number(limit.toFixed(3))}   ${detail}`,
  );
}
if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
