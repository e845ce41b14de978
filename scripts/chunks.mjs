// An esbuild plugin for a program of Node that loads parts of itself when it needs them. esbuild splits only modules, and
// Node starts those more slowly than what is required, so each chunk is made into what `require` reads.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The options for esbuild. `name` is the program's, its chunks are `name-…`, all in one folder. */
export function inChunks(name, entryPoint, outdir) {
  return {
    entryPoints: { [name]: entryPoint },
    outdir,
    chunkNames: `${name}-[name]-[hash]`,
    format: 'esm',
    splitting: true,
    conditions: ['chunks'],
    write: false,
    plugins: [
      { name: 'chunks', setup: (build) => build.onEnd((result) => write(name, outdir, build, result)) },
    ],
  };
}

/** The files of a program: itself and its chunks. */
export function filesInChunks(name, outdir) {
  const own = readdirSync(outdir).filter((file) => isOf(name, file));
  return own.map((file) => join(outdir, file));
}

function isOf(name, file) {
  return file === `${name}.js` || (file.startsWith(`${name}-`) && file.endsWith('.js'));
}

/**
 * The text of a chunk with what chunks take of each other as names of its own. esbuild would have each use of such a name
 * call a function for it, which a short run does more often than anything else.
 */
function joinedBy(name, text) {
  const names = (list) => `{${list.replaceAll(/ as /g, ':')}}`;
  return text
    .replaceAll(
      new RegExp(`import\\s*\\{([^{}]*)\\}\\s*from\\s*("\\./${name}-[^"]*");`, 'g'),
      (_, list, from) => {
        return `const${names(list)}=require(${from});`;
      },
    )
    .replaceAll(new RegExp(`import\\s*("\\./${name}-[^"]*");`, 'g'), 'require($1);')
    .replace(/export\s*\{([^{}]*)\};?\s*$/, (_, list) => {
      return `module.exports={${list.replaceAll(/([\w$]+) as ([\w$]+)/g, '$2:$1')}};`;
    });
}

async function write(name, outdir, { esbuild, initialOptions }, { outputFiles = [] }) {
  if (outputFiles.length === 0) return;
  const { minify, target, platform } = initialOptions;
  // An `import()` that is left would load what is required as a module.
  const options = { format: 'cjs', minify, target, platform, supported: { 'dynamic-import': false } };
  const made = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await esbuild.transform(joinedBy(name, text), options);
      return { file: basename(path), code };
    }),
  );
  mkdirSync(outdir, { recursive: true });
  const names = new Set(made.map(({ file }) => file));
  for (const file of filesInChunks(name, outdir)) if (!names.has(basename(file))) rmSync(file);
  for (const { file, code } of made) {
    writeFileSync(join(outdir, file), file === `${name}.js` ? `#!/usr/bin/env node\n${code}` : code);
  }
}
