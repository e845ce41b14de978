// Programs of many modules that are typed into for a while: what is kept of the states before is what a fresh look finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, decide, joinPath, type Request, requestTo, routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { fc, isFast, someOf } from '../support/random';
import { COMMON_JS, MODULES } from '../support/typed-programs';
import { ROOT } from '../support/workspace';

const RUNS = isFast ? 3 : 150;

/** A change of one file; places are taken from its lines in turn. */
type Edit = { readonly file: number; readonly from: number; readonly to: number; readonly how: How };
type How = (typeof HOWS)[number];
const HOWS = ['type', 'type', 'word', 'word', 'swap', 'drop', 'copy', 'fill', 'back', 'back'] as const;

const edit: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat(100),
  from: fc.nat(400),
  to: fc.nat(400),
  how: fc.constantFrom(...HOWS),
});

/** Words that change what a line does, whichever of them it has. */
const WORDS: readonly (readonly [string, string])[] = [
  ['401', '403'],
  ['404', '401'],
  ["'/", "'/x"],
  ['.get(', '.all('],
  ['.use(', '.get('],
  ['router', 'routers'],
  ['next()', 'res.end()'],
  ['3000', '4000'],
  ["'/v1'", "'/v2'"],
  ['true', 'false'],
  ['Bearer', 'Basic'],
  ['./users', './orders'],
  ['const', 'let'],
  ['exports.', 'exports.x'],
  ['south', 'north'],
  ['guard', 'guards'],
];

/** Lines that reach into other modules, or that others see. */
const LINES = [
  'router.use((req, res, next) => { req.headers.authorization ? next() : res.sendStatus(401); });',
  "const other = Router(); other.get('/other', (req, res) => res.sendStatus(401)); router.use('/other', other);",
  "require('./users').get('/typed', (req, res) => res.sendStatus(401));",
  "require('../settings').prefix = '/v3';",
  "Object.assign(require('../settings'), { isStrict: true });",
  "global.shared = '/shared';",
  "shared = '/again';",
  "router.get(shared + '/a', (req, res) => res.sendStatus(401));",
  "router.get('/b', (req, res) => res.sendStatus(shared ? 401 : 403));",
  "globalThis.guard = (req, res) => res.sendStatus(401); router.use('/c', globalThis.guard);",
  'module.exports.extra = 1;',
  'export const extra = 1;',
  'export function helper(req, res, next) { next(); }',
  "app.set('admin', false);",
  "app.set('trust proxy', 1);",
  "app.disable('admin');",
  "passport.use('local', { authenticate() { return 1; } });",
  "setTimeout(() => { router.get('/later', (req, res) => res.end()); }, 10);",
  'if (process.env.TYPED) router.use((req, res) => res.sendStatus(403));',
  "import './names';",
  "import { router as again } from './areas/north';",
  "const app = require('../app'); app.get('/back', (req, res) => res.sendStatus(401));",
  'let late = 1; exports.set = () => { late = 2; };',
  "throw new Error('typed');",
  '/* typed */',
];

for (const [name, program] of [
  ['CommonJS', COMMON_JS],
  ['ES', MODULES],
] as const) {
  test(`a program of many ${name} modules in which one word after the other is changed`, async () => {
    const texts = new Map(Object.entries(program).map(([file, text]) => [joinPath(ROOT, file), text]));
    const changes = [...texts].flatMap(([file, text]) =>
      otherWords(text).map((other) => ({ file, text, other })),
    );
    assert.ok(changes.length > 50);
    const typed = await opened(texts);
    await typed.analyze();
    for (const { file, text, other } of someOf(changes, 12)) {
      typed.open(file, other);
      const now = said(await typed.analyze());
      assert.deepEqual(now, said(await (await opened(new Map([...texts, [file, other]]))).analyze()), other);
      typed.open(file, text);
      await typed.analyze();
    }
  });

  test(`a program of many ${name} modules with a comment that grows above each of them, and a text within`, async () => {
    const texts = new Map(Object.entries(program).map(([file, text]) => [joinPath(ROOT, file), text]));
    const typed = await opened(texts);
    await typed.analyze();
    const files = [...texts].filter(([file]) => /\.[jt]s$/.test(file));
    for (const [file, text] of someOf(files, 4)) {
      const within = text.replace(/(?:send\(|error: )'/, (start) => `${start}typed `);
      for (const next of [`/\n${text}`, `//\n${text}`, `// a\n${text}`, text, within, text]) {
        typed.open(file, next);
        const now = said(await typed.analyze());
        assert.deepEqual(now, said(await (await opened(new Map([...texts, [file, next]]))).analyze()), next);
      }
    }
  });

  test(`a program of many ${name} modules that is typed into`, async () => {
    const edits = fc.array(edit, { minLength: 4, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const texts = new Map(Object.entries(program).map(([file, text]) => [joinPath(ROOT, file), text]));
        const first = new Map(texts);
        const typed = await opened(texts);
        await typed.analyze();
        for (const change of changes) {
          const files = [...texts.keys()].filter((file) => /\.[jt]s$/.test(file));
          const file = files[change.file % files.length] ?? '';
          const text = change.how === 'back' ? first.get(file) : changed(texts.get(file) ?? '', change);
          texts.set(file, text ?? '');
          typed.open(file, text ?? '');
          assert.deepEqual(said(await typed.analyze()), said(await (await opened(texts)).analyze()));
        }
      }),
      { numRuns: RUNS },
    );
  });
}

/** A router with a name of its own, and one at the same place that is called what the module calls it that opens it. */
const NAMED = `const { Router } = require('express');
let own;
module.exports = { users: own = Router() };
module.exports.users.get('/', (req, res) => res.sendStatus(401));
`;
const UNNAMED = NAMED.replace('own = Router()', '      Router()');

test('a router that loses its name is called what others call it, and gets its name back', async () => {
  const users = joinPath(ROOT, 'users.js');
  const app = `const app = require('express')();
const { users: customers } = require('./users');
app.all('/users', customers);
app.listen(3000);
`;
  const texts = new Map([
    [joinPath(ROOT, 'app.js'), app],
    [users, NAMED],
  ]);
  const typed = await opened(texts);
  for (const [text, name] of [
    [NAMED, 'own'],
    [UNNAMED, 'customers'],
    [NAMED, 'own'],
  ] as const) {
    typed.open(users, text);
    const now = said(await typed.analyze());
    assert.ok(JSON.stringify(now.routes).includes(`"${name}"`), name);
    assert.deepEqual(now, said(await (await opened(texts.set(users, text))).analyze()));
  }
});

test('a module runs again when data that it opens changes, or the version of a package', async () => {
  const texts = new Map(
    Object.entries({
      'package.json': '{ "dependencies": { "express": "^4.18.0" } }',
      'config.json': '{ "prefix": "/v1" }',
      'app.js': "const app = require('express')();\napp.use(require('./users'));\napp.listen(3000);\n",
      'users.js': `const router = require('express').Router();
router.get(require('./config.json').prefix + '/users/:id(\\\\d+)', (req, res) => res.sendStatus(401));
module.exports = router;
`,
    }).map(([file, text]) => [joinPath(ROOT, file), text]),
  );
  const typed = await opened(texts);
  const before = said(await typed.analyze());
  for (const [name, text] of [
    ['config.json', '{ "prefix": "/v2" }'],
    ['package.json', '{ "dependencies": { "express": "^5.0.0" } }'],
    ['config.json', '{ "prefix": "/v3" }'],
  ] as const) {
    const file = joinPath(ROOT, name);
    typed.open(file, text);
    const now = said(await typed.analyze());
    assert.notDeepEqual(now, before);
    assert.deepEqual(now, said(await (await opened(texts.set(file, text))).analyze()), text);
  }
});

async function opened(texts: ReadonlyMap<string, string>): Promise<Session> {
  const session = new Session(memoryHost(Object.fromEntries(texts), loadJsParser));
  await session.discover([ROOT]);
  return session;
}

/** A text with each of its words changed in turn. */
function otherWords(text: string): readonly string[] {
  return WORDS.flatMap(([word, other]) => {
    const parts = text.split(word);
    return parts
      .slice(1)
      .map((_, i) => parts.slice(0, i + 1).join(word) + other + parts.slice(i + 1).join(word));
  });
}

function changed(text: string, { from, to, how }: Edit): string {
  const lines = text.split('\n');
  const [a, b] = [from % lines.length, to % lines.length];
  const line = lines[a] ?? '';
  const withLine = (other: string) => lines.map((one, i) => (i === a ? other : one)).join('\n');
  switch (how) {
    case 'type': {
      const at = to % (line.length + 1);
      return withLine(`${line.slice(0, at)}x${line.slice(at)}`);
    }
    case 'word': {
      const words = WORDS.filter(([word]) => line.includes(word));
      const [word, other] = words[to % Math.max(words.length, 1)] ?? ['', ''];
      return withLine(line.replace(word, other));
    }
    case 'swap':
      return lines.map((one, i) => (i === a ? (lines[b] ?? '') : i === b ? line : one)).join('\n');
    case 'drop':
      return lines.filter((_, i) => i !== a).join('\n');
    case 'copy':
      return [...lines.slice(0, b), line, ...lines.slice(b)].join('\n');
    case 'fill':
      return [...lines.slice(0, a), LINES[to % LINES.length] ?? '', ...lines.slice(a)].join('\n');
    case 'back':
      return text;
  }
}

const PATHS = [
  '/healthz /login /api/v1/orders /api/v1/orders/1 /api/orders /api/users/1 /api/users /public/about /public/1 /admin',
  '/admin/key /legacy /legacy/open /late /debug /level /static/a.txt /api/areas/x /api/areas/north/s /users /users/me',
  '/api/areas/north/items/1 /api/areas/south/items/1 /api/areas/south/items /users/login /other /api/users/typed /back',
  '/called /called/users/1 /called/users',
].flatMap((line) => line.split(' '));

/** Requests without credentials, with bad ones and with good ones. */
const REQUESTS: readonly Request[] = PATHS.flatMap((path) =>
  ['GET', 'POST'].flatMap((method) => {
    const headers = [['Authorization', 'Bearer token'] as const];
    return [
      requestTo(method, path),
      requestTo(method, path, { headers, credentials: 'invalid' }),
      requestTo(method, path, { headers }),
    ].flatMap((request) => request ?? []);
  }),
);

function said(analysis: Analysis) {
  const { findings, refuted, errors, suppressed, layers } = analysis;
  const decisions = layers.flatMap(({ entry }) =>
    REQUESTS.map((request) => decide(analysis, request, { entry }).decision),
  );
  return { findings, refuted, errors, suppressed, routes: routes(analysis), decisions };
}
