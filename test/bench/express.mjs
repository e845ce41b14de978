// The bench of Express programs: a large workspace beside reading all of its files and having TypeScript parse those that
// touch Express, and keystrokes in a file of routes beside the whole check.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientOf, measuring } from './processes.mjs';
import { writeWorkspace } from './programs.mjs';

const FILES = 2000;
const TOUCHING = 60;

/** Measures all of it. `judge` notes a ratio and its limit. */
export async function express(scratch, judge) {
  const folder = path.join(scratch, 'express');
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const { touching, router } = writeWorkspace(workspace, FILES, TOUCHING);
  const stick = measuring(folder);
  const cli = path.resolve('dist/cli.js');
  const [peer, ours] = stick.medians([readAndParse(folder, workspace, touching)], [cli, 'check', workspace]);
  const said = `${ours.cpu.toFixed(2)} s / ${peer.cpu.toFixed(2)} s of CPU`;
  judge(
    `${FILES} files of JS and TS, ${TOUCHING} with Express / read all and parse those`,
    ours.cpu / peer.cpu,
    2,
    said,
  );
  await keystrokes(stick, workspace, router, ours, judge);
}

/** A process that reads every file, and has TypeScript's own parser read some. */
function readAndParse(folder, workspace, touching) {
  const script = path.join(folder, 'read-and-parse.cjs');
  const typescript = path.resolve('node_modules/typescript-6/lib/typescript.js');
  writeFileSync(
    script,
    `const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require(${JSON.stringify(typescript)});
const touching = new Set(${JSON.stringify(touching)});
for (const entry of readdirSync(${JSON.stringify(workspace)}, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath ?? entry.path, entry.name);
  const text = readFileSync(file, 'utf8');
  if (touching.has(file)) ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}
`,
  );
  return script;
}

/** So many keystrokes are measured, after half as many others. */
const KEYSTROKES = 8;

/** Types into a file of routes: from the change's message to its diagnostics, all of the server counted. */
async function keystrokes(stick, workspace, file, whole, judge) {
  const server = stick.start(path.resolve('dist/server-node.js'), ['--stdio']);
  const client = clientOf(server.child);
  const uri = pathToFileURL(file).href;
  const root = pathToFileURL(workspace).href;
  await client.request('initialize', {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'bench' }],
    capabilities: { workspace: { workspaceFolders: true } },
  });
  client.notify('initialized', {});
  const text = readFileSync(file, 'utf8');
  let version = 1;
  const published = () =>
    client.hears(
      'textDocument/publishDiagnostics',
      (params) => params.uri === uri && params.version === version,
    );
  const opened = published();
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version, text } });
  await opened;
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes("'/items1/:id'"));
  const all = [];
  for (let i = 0; i < KEYSTROKES * 1.5; i++) {
    const at = { line, character: (lines[line]?.indexOf('/items1') ?? 0) + 7 };
    version++;
    const start = await server.used();
    const done = published();
    const contentChanges = [{ range: { start: at, end: at }, text: 'x' }];
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    await done;
    const end = await server.used();
    if (i >= KEYSTROKES / 2) all.push((end.cpu - start.cpu) / 1e6);
  }
  all.sort((a, b) => a - b);
  const p50 = all[all.length >> 1] ?? Number.NaN;
  const said = `p50 ${(p50 * 1000).toFixed(0)} ms / ${whole.cpu.toFixed(2)} s of CPU`;
  judge('one keystroke in a file of routes / the check of all', p50 / whole.cpu, 0.1, said);
  await client.request('shutdown', null);
  client.notify('exit', null);
  await new Promise((resolve) => server.child.once('exit', resolve));
}
