// Bundles the six outputs into dist/ and checks their size budgets.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { filesInChunks, inChunks } from './chunks.mjs';
import { trimLanguageServer } from './trim-language-server.mjs';
import { trimTypescript } from './trim-typescript.mjs';

const pkg = JSON.parse(readFileSync('package.json', 'utf8'));
const watching = process.argv.includes('--watch');
const common = {
  bundle: true,
  minify: !watching,
  sourcemap: watching ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
  define: { AUTHLINT_VERSION: JSON.stringify(pkg.version), AUTHLINT_JS_PARSER: '"./js-parser.js"' },
};
// The library has a build of modules for browsers, of which only what is used is taken; the one for Node is taken whole,
// and starting it took 4 ms of each check of a YAML or JSON file.
const alias = { yaml: resolve('node_modules/yaml/browser/dist/index.js') };
const node = { ...common, alias, platform: 'node', format: 'cjs', target: 'node20' };
// A script for both Node and a worker: a module for the one, a name of the global object for the other.
const script = {
  format: 'iife',
  globalName: 'authlintJsParser',
  footer: { js: 'if(typeof module==="object")module.exports=authlintJsParser;' },
};
const web = { ...common, platform: 'browser', target: 'es2022' };

/** Each output with its budget in kilobytes (docs/DEPS.md says where the figures come from). */
const outputs = [
  {
    ...node,
    entryPoints: ['client/src/node.ts'],
    outfile: 'dist/extension-node.js',
    external: ['vscode'],
    budget: 470,
  },
  {
    ...web,
    format: 'cjs',
    entryPoints: ['client/src/web.ts'],
    outfile: 'dist/extension-web.js',
    external: ['vscode'],
    budget: 440,
  },
  {
    ...node,
    plugins: [trimLanguageServer],
    entryPoints: ['server/src/main-node.ts'],
    outfile: 'dist/server-node.js',
    budget: 1750,
  },
  {
    ...web,
    plugins: [trimLanguageServer],
    format: 'iife',
    entryPoints: ['server/src/main-web.ts'],
    outfile: 'dist/server-web.js',
    budget: 1730,
  },
  {
    ...node,
    ...inChunks('cli', 'server/src/main-cli.ts', 'dist'),
    budget: 1590,
  },
  {
    ...common,
    ...script,
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    entryPoints: ['server/src/main-js-parser.ts'],
    outfile: 'dist/js-parser.js',
    plugins: [trimTypescript],
    budget: 450,
  },
];

/** Writes the JSON schema of the settings, which editors complete authlint.yaml with, from the schema in the core. */
async function writeSchema() {
  const outfile = resolve('out/build/schema.cjs');
  await esbuild.build({
    stdin: {
      contents: [
        "export { toJsonSchema } from '@valibot/to-json-schema';",
        "export { pageUrl, RULE_INFOS } from './server/src/core';",
        "export { CONFIG_SCHEMA } from './server/src/core/parts/settings';",
      ].join('\n'),
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'warning',
  });
  const { toJsonSchema, CONFIG_SCHEMA, pageUrl, RULE_INFOS } = createRequire(import.meta.url)(outfile);
  const schema = toJsonSchema(CONFIG_SCHEMA, { typeMode: 'input' });
  const { additionalProperties: severity, ...rules } = schema.properties.rules;
  rules.additionalProperties = false;
  rules.properties = Object.fromEntries(
    RULE_INFOS.map(({ id, summary }) => [id, { ...severity, description: `${summary}\n\n${pageUrl(id)}` }]),
  );
  schema.properties.ignore.items.properties.rule.enum = RULE_INFOS.map(({ id }) => id);
  const titled = { ...schema, title: 'AuthLint settings', properties: { ...schema.properties, rules } };
  writeFileSync('dist/authlint.schema.json', `${JSON.stringify(titled, null, 2)}\n`);
}

const settings = outputs.map(({ budget, ...options }) => options);
if (watching) {
  for (const options of settings) await (await esbuild.context(options)).watch();
  console.log('watching');
} else {
  await Promise.all(settings.map((options) => esbuild.build(options)));
  await writeSchema();
  let over = false;
  for (const { outfile, outdir, budget } of outputs) {
    const files = outfile === undefined ? filesInChunks('cli', outdir) : [outfile];
    const size = Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024);
    over ||= size > budget;
    console.log(
      `${(outfile ?? `dist/cli.js in ${files.length}`).padEnd(24)} ${String(size).padStart(4)} KB of ${budget}${size > budget ? '  OVER BUDGET' : ''}`,
    );
  }
  if (over) process.exitCode = 1;
}
