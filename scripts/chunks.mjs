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

async function write(name, outdir, { esbuild, initialOptions }, { outputFiles = [] }) {
  if (outputFiles.length === 0) return;
  const { minify, target, platform } = initialOptions;
  // An `import()` that is left would load what is required as a module.
  const options = { format: 'cjs', minify, target, platform, supported: { 'dynamic-import': false } };
  const made = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await esbuild.transform(text, options);
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
