// The bench of OpenAPI documents: whole runs beside Redocly CLI and Spectral, a cold check and keystrokes beside `yaml`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contract, toYaml } from './contracts.mjs';
import { clientOf, measuring } from './processes.mjs';

/** Versions whose rules have the names that are turned on below. */
const PEERS = [
  '@redocly/cli@2.77.0',
  '@stoplight/spectral-cli@6.16.3',
  '@stoplight/spectral-owasp-ruleset@2.0.1',
];

const REDOCLY_RULES = { 'security-defined': 'error', 'operation-4xx-response': 'warn' };

const SPECTRAL_RULES = [
  'oas2-operation-security-defined',
  'oas3-operation-security-defined',
  'owasp:api2:2023-auth-insecure-schemes',
  'owasp:api2:2023-jwt-best-practices',
  'owasp:api2:2023-no-api-keys-in-url',
  'owasp:api2:2023-no-credentials-in-url',
  'owasp:api2:2023-no-http-basic',
  'owasp:api2:2023-read-restricted',
  'owasp:api2:2023-short-lived-access-tokens',
  'owasp:api2:2023-write-restricted',
  'owasp:api8:2023-define-error-responses-401',
  'owasp:api8:2023-no-scheme-http',
  'owasp:api8:2023-no-server-http',
];

/** Measures all of it. `judge` notes a ratio and its limit. */
export async function openapi(scratch, judge) {
  const folder = path.join(scratch, 'openapi');
  mkdirSync(folder);
  const stick = measuring(folder);
  const cli = path.resolve('dist/cli.js');
  const documents = writeDocuments(folder);
  const ours = new Map(documents.map(({ file }) => [file, stick.median(cli, ['check', file], { times: 5 })]));
  peers(folder, stick, documents, ours, judge);
  const large = documents.find(({ size }) => size === 'large');
  const whole = wholeParse(folder, stick, large.file);
  const cold = ours.get(large.file);
  judge('10 MB YAML, cold check / parseDocument of yaml', cold.cpu / whole.cpu, 0.25, seconds(cold, whole));
  await keystrokes(stick, large, whole, judge);
}

function seconds(ours, peer) {
  const megabytes = peer.peak === 0 ? '' : `, ${ours.peak.toFixed(0)} / ${peer.peak.toFixed(0)} MB`;
  return `${ours.cpu.toFixed(2)} s / ${peer.cpu.toFixed(2)} s of CPU${megabytes}`;
}

function writeDocuments(folder) {
  const middle = contract(450, 190);
  const json = contract(330, 130);
  const large = contract(1223, 330);
  return [
    { name: 'YAML', size: 'middle', text: toYaml(middle), end: 'yaml' },
    { name: 'JSON', size: 'middle', text: JSON.stringify(json, null, 2), end: 'json' },
    { name: 'YAML', size: 'large', text: toYaml(large), end: 'yaml' },
  ].map(({ name, size, text, end }) => {
    const file = path.join(folder, `${size}.${end}`);
    writeFileSync(file, text);
    const megabytes = Buffer.byteLength(text) / 1e6;
    return { name: `${megabytes.toFixed(1)} MB ${name}`, size, text, file };
  });
}

/** Peers are fetched by npm for this run alone; where that fails, their rows are left out and said so. */
function peers(folder, stick, documents, ours, judge) {
  const home = path.join(folder, 'peers');
  mkdirSync(home);
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...PEERS], { cwd: home });
  const redocly = path.join(home, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  const spectral = path.join(home, 'node_modules', '@stoplight', 'spectral-cli', 'dist', 'index.js');
  if (existsSync(redocly)) {
    const config = path.join(home, 'redocly.yaml');
    writeFileSync(config, JSON.stringify({ rules: REDOCLY_RULES }));
    compare('Redocly, security rules', 4, (file) =>
      stick.median(redocly, [
        'lint',
        '--config',
        config,
        '--format',
        'json',
        '--max-problems',
        '100000',
        file,
      ]),
    );
  } else console.log('Redocly CLI could not be installed: its comparisons are left out.');
  if (existsSync(spectral)) {
    const owasp = '@stoplight/spectral-owasp-ruleset';
    const few = ruleset('few.json', {
      extends: [
        ['spectral:oas', 'off'],
        [owasp, 'off'],
      ],
      rules: Object.fromEntries(SPECTRAL_RULES.map((rule) => [rule, true])),
    });
    const all = ruleset('all.json', { extends: [owasp] });
    const lint = (rules, file) => ['lint', '--ruleset', rules, '--format', 'json', '--quiet', file];
    compare('Spectral, security rules', 10, (file) => stick.median(spectral, lint(few, file), { cwd: home }));
    whole(documents[0], all, lint);
  } else console.log('Spectral could not be installed: its comparisons are left out.');

  function ruleset(name, rules) {
    const file = path.join(home, name);
    writeFileSync(file, JSON.stringify(rules));
    return file;
  }

  function compare(name, times, run) {
    for (const { name: document, file } of documents) {
      const peer = run(file);
      const own = ours.get(file);
      judge(`${document}, whole process / ${name}`, own.cpu / peer.cpu, 1 / times, seconds(own, peer));
      judge(`${document}, peak memory / ${name}`, own.peak / peer.peak, 2 / 3, seconds(own, peer));
    }
  }

  /** It takes minutes: it is stopped as soon as it has taken clearly more than what is judged. */
  function whole({ name, file }, rules, lint) {
    const own = ours.get(file);
    const peer = stick.once(spectral, lint(rules, file), {
      cwd: home,
      seconds: Math.ceil(own.cpu * 150) + 30,
    });
    if (peer.killed && peer.cpu === 0) {
      console.log(
        `Spectral with all of OWASP did not get to the end of ${name}: its comparison is left out.`,
      );
      return;
    }
    const said = seconds(own, peer) + (peer.killed ? ', stopped there' : '');
    judge(`${name}, whole process / Spectral, all of OWASP`, own.cpu / peer.cpu, 1 / 100, said);
  }
}

/** A process that does nothing but to have the YAML library read a file. */
function wholeParse(folder, stick, file) {
  const script = path.join(folder, 'parse.mjs');
  const library = pathToFileURL(path.resolve('node_modules/yaml/dist/index.js')).href;
  writeFileSync(
    script,
    `import yaml from ${JSON.stringify(library)};
import { readFileSync } from 'node:fs';
yaml.parseDocument(readFileSync(${JSON.stringify(file)}, 'utf8'));
`,
  );
  return stick.median(script, []);
}

/** So many keystrokes are measured, after as many others. */
const KEYSTROKES = 60;

/** Types into operations of an open document: from the change's message to its diagnostics, all of the server counted. */
async function keystrokes(stick, { text, file }, whole, judge) {
  const server = stick.start(path.resolve('dist/server-node.js'), ['--stdio']);
  const client = clientOf(server.child);
  const uri = pathToFileURL(file).href;
  await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  client.notify('initialized', {});
  const before = await server.collected();
  let version = 1;
  const published = () =>
    client.hears(
      'textDocument/publishDiagnostics',
      (params) => params.uri === uri && params.version === version,
    );
  const opened = published();
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
  await opened;
  const all = [];
  const lines = text.split('\n');
  const spots = lines.flatMap((line, at) => (/^ {6}(summary|operationId): /.test(line) ? [at] : []));
  for (let i = 0; i < KEYSTROKES * 2; i++) {
    const line = spots[(i * 37) % spots.length];
    const at = { line, character: lines[line].indexOf(':') + 3 };
    version++;
    const start = await server.used();
    const done = published();
    const contentChanges = [{ range: { start: at, end: at }, text: 'x' }];
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    await done;
    const end = await server.used();
    if (i >= KEYSTROKES) all.push((end.cpu - start.cpu) / 1e6);
  }
  all.sort((a, b) => a - b);
  const [p50, p95] = [all[all.length >> 1], all[Math.floor(all.length * 0.95)]];
  const said = `p50 ${(p50 * 1000).toFixed(0)} ms, p95 ${(p95 * 1000).toFixed(0)} ms / ${whole.cpu.toFixed(2)} s of CPU`;
  judge('10 MB YAML, one keystroke (p95) / parseDocument of yaml', p95 / whole.cpu, 0.01, said);
  const open = await server.used();
  const megabytes = (kilobytes) => kilobytes / 1024;
  const peak = megabytes(open.peak);
  judge('10 MB YAML, peak memory of the server / 400 MB', peak / 400, 1, `${peak.toFixed(0)} MB`);
  client.notify('textDocument/didClose', { textDocument: { uri } });
  await client.request('shutdown', null);
  const after = await server.collected();
  const rise = (after.rss - before.rss) / 1024 / 1024;
  judge('10 MB YAML, memory kept after closing it / 100 MB', rise / 100, 1, `${rise.toFixed(0)} MB`);
  client.notify('exit', null);
  await new Promise((resolve) => server.child.once('exit', resolve));
}
