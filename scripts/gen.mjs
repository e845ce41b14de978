// Writes what follows from the rules: their list in rules/index.ts, and the index of their pages.
// With --check it writes nothing and fails when one of these is stale.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';

const RULES = 'server/src/core/rules';
const checking = process.argv.includes('--check');
let stale = false;

/** The rules' files as `kind/id`, sorted: every folder of rules/ is a kind, every file that has a page is a rule. */
function ruleIds() {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: kind }) =>
      readdirSync(join(RULES, kind))
        .filter((file) => file.endsWith('.ts') && exportsRule(join(RULES, kind, file)))
        .map((file) => `${kind}/${file.slice(0, -3)}`),
    )
    .sort();
}

function exportsRule(file) {
  return /^export const rule\b/m.test(readFileSync(file, 'utf8'));
}

/** `nginx/acme-denied` as a name: `nginxAcmeDenied`. */
function nameOf(id) {
  return id.replace(/[/-](\w)/g, (_, letter) => letter.toUpperCase());
}

function rulesIndex(ids) {
  const imports = ids.map((id) => `import { rule as ${nameOf(id)} } from './${id}';\n`).join('');
  const list = ids.length === 0 ? '[]' : `[\n${ids.map((id) => `  ${nameOf(id)},\n`).join('')}]`;
  return (
    '// All rules, in the order of their ids. Written by scripts/gen.mjs.\n' +
    `import type { Rule } from '../findings/rule';\n${imports}\nexport const RULES: readonly Rule[] = ${list};\n`
  );
}

/** A text as the project's formatter leaves it, the order of imports included. */
function formatted(file, text) {
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  const run = spawnSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${file}`], {
    input: text,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${file} cannot be formatted: ${run.stderr}`);
  return run.stdout;
}

/** What the rules say of themselves, by running the core. */
async function ruleInfos() {
  const outfile = resolve('out/gen/core.cjs');
  await esbuild.build({
    entryPoints: ['server/src/core/index.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile).RULE_INFOS;
}

function pagesIndex(infos) {
  const rows = infos.map(
    ({ id, kind, certainty, severity, summary }) =>
      `| [${id}](${id}.md) | ${summary} | ${kind} | ${certainty} | ${severity} |\n`,
  );
  return (
    '# Rules\n\n' +
    'Each rule has a page, and each page is a test: its examples are run.\n\n' +
    '| Rule | What is wrong when it reports | Kind | Certainty | Severity |\n' +
    `|---|---|---|---|---|\n${rows.join('')}`
  );
}

function put(file, text) {
  let old = null;
  try {
    old = readFileSync(file, 'utf8');
  } catch {
    mkdirSync(join(file, '..'), { recursive: true });
  }
  if (old === text) return;
  stale = true;
  if (checking) console.error(`${file} is stale: run npm run gen`);
  else {
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}

const index = join(RULES, 'index.ts');
put(index, formatted(index, rulesIndex(ruleIds())));
put('docs/rules/README.md', pagesIndex(await ruleInfos()));
if (checking && stale) process.exitCode = 1;
