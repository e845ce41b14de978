// Programs of several files that are typed into: what is taken over from the state before is what a fresh look finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, decide, joinPath, routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { fc, isFast } from '../support/random';
import { ROOT } from '../support/workspace';
import { program } from '../truth/express/random/program';
import { type RandomRequest, randomRequest } from '../truth/express/random/request';

const RUNS = isFast ? 12 : 300;

/** A change of one file; places are taken from its lines in turn. */
type Edit = { readonly file: number; readonly from: number; readonly to: number; readonly how: How };
type How = 'drop' | 'copy' | 'move' | 'type' | 'fill' | 'back';

const edit: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat(20),
  from: fc.nat(200),
  to: fc.nat(200),
  how: fc.constantFrom<How>('drop', 'copy', 'move', 'type', 'type', 'fill', 'back'),
});

/** Lines that reach into other modules, or into what functions close over. */
const FILLERS = [
  "router.get('/typed', (req, res) => res.sendStatus(401));",
  "app.use('/typed', router);",
  'module.exports.extra = (req, res, next) => next();',
  "Object.assign(module.exports, { state: 'typed' });",
  'let typed = 0; function touch() { typed = 1; } touch();',
  'setTimeout(() => { router.use((req, res, next) => next()); }, 10);',
  'if (process.env.TYPED) router.use((req, res) => res.sendStatus(403));',
  "const loaded = require('./guards'); loaded.extra = 1;",
  "for (const one of Object.values(require('./guards'))) one.seen = true;",
];

for (const version of [4, 5] as const) {
  test(`random edits of programs of Express ${version}`, async () => {
    const edits = fc.array(edit, { minLength: 1, maxLength: 6 });
    const requests = fc.array(randomRequest, { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(program(version), edits, requests, async ({ files }, changes, asked) => {
        const texts = new Map(Object.entries(files).map(([name, text]) => [joinPath(ROOT, name), text]));
        const first = new Map(texts);
        const typed = await opened(texts);
        for (const change of changes) {
          const names = [...texts.keys()].filter((name) => /\.[cm]?[jt]s$/.test(name));
          const name = names[change.file % names.length] ?? '';
          const text =
            change.how === 'back' ? (first.get(name) ?? '') : changed(texts.get(name) ?? '', change);
          texts.set(name, text);
          typed.open(name, text);
          const now = said(await typed.analyze(), asked);
          assert.deepEqual(now, said(await (await opened(texts)).analyze(), asked));
        }
      }),
      { numRuns: RUNS },
    );
  });
}

async function opened(texts: ReadonlyMap<string, string>): Promise<Session> {
  const session = new Session(memoryHost(Object.fromEntries(texts), loadJsParser));
  await session.discover([ROOT]);
  return session;
}

function changed(text: string, { from, to, how }: Edit): string {
  const lines = text.split('\n');
  const [a, b] = [from % lines.length, to % lines.length];
  const line = lines[a] ?? '';
  switch (how) {
    case 'drop':
      return lines.filter((_, i) => i !== a).join('\n');
    case 'copy':
      return [...lines.slice(0, b), line, ...lines.slice(b)].join('\n');
    case 'move': {
      const rest = lines.filter((_, i) => i !== a);
      return [...rest.slice(0, b), line, ...rest.slice(b)].join('\n');
    }
    case 'type': {
      const at = to % (line.length + 1);
      return lines.map((one, i) => (i === a ? `${one.slice(0, at)}x${one.slice(at)}` : one)).join('\n');
    }
    case 'fill': {
      const filler = FILLERS[to % FILLERS.length] ?? '';
      return [...lines.slice(0, a), filler, ...lines.slice(a)].join('\n');
    }
    case 'back':
      return text;
  }
}

function said(analysis: Analysis, asked: readonly RandomRequest[]) {
  const decisions = asked.map(({ method, target, headers }) => {
    const request = {
      method,
      target,
      headers,
      scheme: 'http',
      host: null,
      port: null,
      from: '203.0.113.1',
      credentials: 'valid',
      bodyLength: 0,
    } as const;
    return decide(analysis, request).decision;
  });
  const { findings, refuted, errors, suppressed } = analysis;
  return { findings, refuted, errors, suppressed, routes: routes(analysis), decisions };
}
