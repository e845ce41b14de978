// A long OpenAPI document that is typed into is read and checked as if each version of it were the first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, PiecedText, routes } from '../../server/src/core';
import { isOpenApiLayer } from '../../server/src/core/kinds/openapi/layer';
import type { PathItem } from '../../server/src/core/kinds/openapi/operation';
import { changeBetween } from '../../server/src/core/text/change';
import { memoryHost } from '../../server/src/host/memory';
import { Session } from '../../server/src/host/session';
import { readPages } from '../support/pages';
import { fc, runs } from '../support/random';

type Texts = Readonly<Record<string, string>>;

/** Shorter texts are read as a whole. */
const LONG = `x-long: |\n${'  words that nobody reads\n'.repeat(10_000)}`;

/** Paths to be beside those of a document, so that some of it stays as it is wherever one types. */
const MORE = `  /health:
    get:
      operationId: health
      responses:
        200: { description: fine }
        401: { $ref: '#/components/responses/Unauthorized' }
  /things/{id}:
    parameters:
      - { name: Authorization, in: header, schema: { type: string } }
    post:
      security: []
      responses:
        200: { description: fine }
        401: { description: no, headers: { WWW-Authenticate: { schema: { type: string, example: Basic } } } }
    delete:
      summary: deletes a thing
      security:
        - key: []
          other: [ write ]
      responses: { 204: { description: gone } }
`;

/** The documents in YAML that the pages of rules show, made long. */
const WORKSPACES: readonly Texts[] = readPages()
  .filter(({ id }) => id.startsWith('openapi/'))
  .flatMap(({ examples }) => examples.map(({ files }) => files))
  .filter((files) => files.length > 0 && files.every(({ name }) => name.endsWith('.yaml')))
  .map((files) =>
    Object.fromEntries(
      files.map(({ name, text }, i) => [
        `/${name}`,
        i === 0 ? `${text.replace(/^paths:\n(?= {2}\S)/m, `paths:\n${MORE}`).trimEnd()}\n${LONG}` : text,
      ]),
    ),
  );

const WORDS = [
  ...' :-#x"\'\n[{',
  'security: []',
  'security:\n  - key: []\n',
  '  ',
  '\n  x: y\n',
  '      summary: a health check\n',
  '      responses:\n        401: { description: no }\n',
  'get:',
  'post:',
  "$ref: '#/components/responses/401'",
  "$ref: '#/paths/~1orders'",
  '&a ',
  '*a',
  '# authlint-disable-next-line\n',
  '{{ x }}',
  '\n      {{ include "x" . }}\n',
  '{{- include "x" . | nindent 6 }}\n',
  '\r\n',
  '😀',
];

/** One thing that is typed: where, what goes, what comes. What counts are the lines before the long part. */
const edit = fc.record({
  at: fc.nat(),
  how: fc.oneof(
    fc.record({ kind: fc.constant('type' as const), put: fc.constantFrom(...WORDS), gone: fc.nat(4) }),
    fc.record({ kind: fc.constant('delete lines' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      kind: fc.constant('copy lines' as const),
      count: fc.integer({ min: 1, max: 6 }),
      to: fc.nat(),
    }),
    fc.record({ kind: fc.constant('replace word' as const), by: fc.nat() }),
    fc.record({ kind: fc.constant('type in word' as const), put: fc.constantFrom('x', 'ü', 'no ', '-') }),
    fc.record({ kind: fc.constant('undo' as const) }),
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { at, how }: Edit, before: string): string {
  const length = Math.max(1, text.indexOf('x-long:'));
  const head = text.slice(0, length);
  const rest = text.slice(length);
  const lines = head.split('\n');
  const line = at % lines.length;
  switch (how.kind) {
    case 'type': {
      const start = at % length;
      return head.slice(0, start) + how.put + head.slice(start + how.gone) + rest;
    }
    case 'delete lines':
      lines.splice(line, how.count);
      return lines.join('\n') + (lines.length > 0 ? rest : `\n${rest}`);
    case 'copy lines':
      lines.splice(how.to % lines.length, 0, ...lines.slice(line, line + how.count));
      return lines.join('\n') + rest;
    case 'replace word': {
      const words = [...head.matchAll(/[\w$./{}-]+/g)];
      const [from, to] = [words[at % words.length], words[how.by % words.length]];
      if (from === undefined || to === undefined) return text;
      return head.slice(0, from.index) + to[0] + head.slice(from.index + from[0].length) + rest;
    }
    case 'type in word': {
      const words = [...head.matchAll(/[a-z]{3,}/g)];
      const start = (words[at % words.length]?.index ?? 0) + 1;
      return head.slice(0, start) + how.put + head.slice(start) + rest;
    }
    case 'undo':
      return before;
  }
}

/** What a user sees of an analysis. */
function told(analysis: Analysis): unknown {
  const { findings, suppressed, refuted, errors, layers } = analysis;
  const files = layers.map((layer) => [layer.kind, layer.entry, layer.name, layer.files]);
  return JSON.parse(
    JSON.stringify({ findings, suppressed, refuted, errors, files, routes: routes(analysis) }),
  );
}

async function opened(texts: Texts): Promise<Session> {
  const session = new Session(memoryHost(texts));
  await session.discover(['/']);
  return session;
}

/** The items of paths of all contracts. */
function itemsOf({ layers }: Analysis): readonly PathItem[] {
  return layers.flatMap((layer) =>
    isOpenApiLayer(layer) ? layer.contracts.flatMap(({ paths }) => paths) : [],
  );
}

test('what is found, where, and how it is fixed is what a first look at the same text finds', async () => {
  const typed = fc.tuple(
    fc.constantFrom(...WORKSPACES),
    fc.array(edit, { minLength: 1, maxLength: 5 }),
    fc.boolean(),
  );
  let kept = 0;
  let findings = 0;
  let quiet = 0;
  await fc.assert(
    fc.asyncProperty(typed, async ([texts, edits, isPieced]) => {
      const session = await opened(texts);
      let items = new Set(itemsOf(await session.analyze()));
      const [file = ''] = Object.keys(texts);
      const versions = [texts[file] ?? ''];
      let pieces = PiecedText.of(texts[file] ?? '');
      for (const one of edits) {
        const text = edited(versions.at(-1) ?? '', one, versions.at(-2) ?? versions.at(-1) ?? '');
        versions.push(text);
        const { start, oldEnd, newEnd } = changeBetween(String(pieces), text);
        pieces = pieces.with(start, oldEnd, text.slice(start, newEnd));
        session.open(file, isPieced ? pieces : text);
        const anew = await opened(texts);
        anew.open(file, text);
        const analysis = await session.analyze();
        assert.deepEqual(told(analysis), told(await anew.analyze()));
        const now = itemsOf(analysis);
        const isKept = now.some((item) => items.has(item));
        if (isKept) kept++;
        if (isKept) findings += analysis.findings.length;
        if (analysis.layers.some(({ move }) => move)) quiet++;
        items = new Set(now);
      }
    }),
    { numRuns: runs(150) },
  );
  assert.ok(kept > runs(100), `only ${kept} versions took something over`);
  assert.ok(quiet > runs(25), `only ${quiet} changes were quiet`);
  assert.ok(findings > runs(400), `only ${findings} findings in those`);
});
