// What docs/ARCHITECTURE.md and docs/STYLE.md promise of the code: who imports whom, how long files are, how they start.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

/** The parts of the core, each with those that it may import; every part may import itself. */
const CORE: Readonly<Record<string, readonly string[]>> = {
  text: [],
  syntax: ['text'],
  regex: ['text'],
  model: ['text', 'syntax', 'regex'],
  kinds: ['text', 'syntax', 'regex', 'model'],
  decide: ['text', 'model', 'kinds'],
  findings: ['text', 'model', 'kinds', 'decide'],
  config: ['text', 'syntax', 'kinds', 'findings'],
  format: ['text', 'model', 'decide', 'findings'],
  rules: ['text', 'syntax', 'regex', 'model', 'kinds', 'decide', 'findings'],
  parts: ['kinds', 'rules', 'config'],
};

/** The parts around the core; all of them may know its door. Arguments are read before that is loaded. */
const AROUND: Readonly<Record<string, readonly string[]>> = {
  host: ['core/parts'],
  cli: ['host', 'core/text'],
  lsp: ['host', 'core/parts'],
};

/** Libraries, each with the only files that may know it. */
const LIBRARIES: Readonly<Record<string, RegExp>> = {
  yaml: /^server\/src\/core\/syntax\/(yaml|data\/compose)\.ts$/,
  'vscode-uri': /^server\/src\/lsp\/uris\.ts$/,
  picomatch: /^server\/src\/core\/config\/glob\.ts$/,
  valibot: /^server\/src\/(core\/config\/|cli\/(requests|baseline)\.ts$)/,
  'typescript-6': /^server\/src\/core\/syntax\/js\/(parser|convert[\w-]*)\.ts$/,
  ignore: /^server\/src\/host\/search\.ts$/,
  'vscode-languageserver': /^server\/src\/(lsp\/|main-)/,
  vscode: /^client\//,
};

type SourceFile = { readonly path: string; readonly text: string };

const shipped = [...filesIn('server/src'), ...filesIn('client/src')];
/** Programs that tests read or run are written as their authors would. */
const READ = ['test/vscode/editor/', 'test/truth/express/apps/', 'test/lsp/sites/'];
const own = [
  ...shipped,
  ...filesIn('test').filter(({ path }) => !READ.some((folder) => path.startsWith(folder))),
];

test('parts import only what they may', () => {
  const wrong = shipped.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(posix.dirname(file.path), name))
      .filter((target) => !mayImport(file.path, target))
      .map((target) => `${file.path} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('each library is known to its own files only', () => {
  const wrong = shipped.flatMap((file) =>
    importsOf(file)
      .filter((name) => !/^(?:[.#]|node:)/.test(name))
      .filter((name) => {
        const library = name.split('/')[0] ?? '';
        const known = LIBRARIES[library] ?? LIBRARIES[library.replace(/-(textdocument|protocol)$/, '')];
        return known === undefined ? !file.path.startsWith('client/') : !known.test(file.path);
      })
      .map((name) => `${file.path} imports ${name}`),
  );
  assert.deepEqual(wrong, []);
});

test('only the host and what stands around it know Node', () => {
  const wrong = shipped.filter(
    (file) =>
      file.path.startsWith('server/src/core/') && importsOf(file).some((name) => name.startsWith('node:')),
  );
  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});

test('files start with what they are, and stay short', () => {
  const nameless = own.filter(({ text }) => !/^\/\/ \S|^\/\*\* \S/.test(text));
  assert.deepEqual(
    nameless.map(({ path }) => path),
    [],
  );
  // What the rules say of themselves is as long as there are rules; scripts/gen.mjs writes it.
  const written = 'server/src/core/rules/infos.ts';
  const long = own.filter(({ path, text }) => path !== written && text.split('\n').length > 400);
  assert.deepEqual(
    long.map(({ path }) => path),
    [],
  );
});

test('no type is claimed that the compiler has not proven, but for what wraps a library', () => {
  const outside = shipped.filter(({ path }) => !path.startsWith('server/src/core/syntax/'));
  const wrong = outside.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, i) => ({ line, at: `${path}:${i + 1}` }))
      .filter(({ line }) => /\bas (?!const\b|\w+[,} ]*\}? from|\w+ ?[,}])[A-Za-z{(]/.test(withoutProse(line)))
      .map(({ at, line }) => `${at}: ${line.trim()}`),
  );
  assert.deepEqual(wrong, []);
});

/** Whether a file may import another, by the parts that they belong to. */
function mayImport(from: string, target: string): boolean {
  if (from.startsWith('client/')) return target.startsWith('client/');
  const part = partOf(from);
  const wanted = partOf(target);
  if (part === null || wanted === null || part === wanted) return true;
  if (part.startsWith('core/')) {
    return wanted.startsWith('core/') && (CORE[part.slice(5)] ?? []).includes(wanted.slice(5));
  }
  return wanted === 'core' || (AROUND[part] ?? []).includes(wanted);
}

/** `core/text`, `cli` and so on; `core` for the door of the core, `null` for what ties everything together. */
function partOf(path: string): string | null {
  const [, core] = /^server\/src\/core\/([\w-]+)\//.exec(`${path}/`) ?? [];
  if (core !== undefined && CORE[core] !== undefined) return `core/${core}`;
  if (path === 'server/src/core' || path === 'server/src/core/index') return 'core';
  const [, around] = /^server\/src\/([\w-]+)\//.exec(path) ?? [];
  return around !== undefined && AROUND[around] !== undefined ? around : null;
}

function importsOf({ text }: SourceFile): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?:[^';=]*\bfrom)? '([^']+)';$/gm);
  const loads = text.matchAll(/\bawait import\('([^']+)'\)/g);
  return [...statements, ...loads].map((match) => match[1] ?? '');
}

/** A line of code without its comments and texts. */
function withoutProse(line: string): string {
  if (/^\s*(\/\/|\/?\*)/.test(line)) return '';
  return line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?![*/])(?:[^/\\\n]|\\.)+\//g, "''")
    .replace(/\/\/.*$/, '')
    .replace(/`.*$|^.*`/, '');
}

function filesIn(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return /\.ts$/.test(path) ? [{ path, text: readFileSync(path, 'utf8') }] : [];
  });
}
