// Writes what follows from the rules: their lists in rules/KIND/index.ts, what they say of themselves in rules/infos.ts,
// and the index of their pages.
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

/** The list of a kind's rules. */
function rulesIndex(kind, ids) {
  const own = ids.filter((id) => id.startsWith(`${kind}/`));
  const imports = own
    .map((id) => `import { rule as ${nameOf(id)} } from './${id.split('/')[1]}';\n`)
    .join('');
  const list = own.map((id) => `  ${nameOf(id)},\n`).join('');
  return (
    `// All rules for ${kind}, in the order of their ids. Written by scripts/gen.mjs.\n` +
    `import type { Rule } from '../../findings/rule';\n${imports}\nexport const RULES: readonly Rule[] = [\n${list}];\n`
  );
}

/** What the rules say of themselves, so that settings and lists do not need the rules. */
function infosIndex(infos) {
  const list = infos.map(({ id, kind, certainty, severity, summary }) =>
    JSON.stringify({ id, kind, certainty, severity, summary }),
  );
  return (
    '// What all rules say of themselves, in the order of their ids. Written by scripts/gen.mjs.\n' +
    `import type { RuleInfo } from '../findings/rule';\n\nexport const INFOS: readonly RuleInfo[] = [${list}];\n`
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

/** What the rules say of themselves, by running them. */
async function ruleInfos(kinds) {
  const outfile = resolve('out/gen/rules.cjs');
  await esbuild.build({
    stdin: {
      contents: [
        ...kinds.map((kind) => `export { RULES as ${kind} } from './${RULES}/${kind}';`),
        "export { BUILT_IN } from './server/src/core/findings/built-in';",
      ].join('\n'),
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  const { BUILT_IN, ...rules } = createRequire(import.meta.url)(outfile);
  return { infos: kinds.flatMap((kind) => rules[kind]), builtIn: BUILT_IN };
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

const ids = ruleIds();
const kinds = [...new Set(ids.map((id) => id.split('/')[0]))];
for (const kind of kinds) {
  const index = join(RULES, kind, 'index.ts');
  put(index, formatted(index, rulesIndex(kind, ids)));
}
const { infos, builtIn } = await ruleInfos(kinds);
const list = join(RULES, 'infos.ts');
put(list, formatted(list, infosIndex(infos)));
put('docs/rules/README.md', pagesIndex([...infos, ...builtIn].sort((a, b) => (a.id < b.id ? -1 : 1))));
if (checking && stale) process.exitCode = 1;
