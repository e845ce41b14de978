// What an editor may ask anywhere in any document: every question has an answer, in whole and in half-typed texts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Analysis,
  applyEdits,
  askableRoutesOf,
  completionsAt,
  inheritedHintsOf,
  joinPath,
  linksOf,
  namedAt,
  outlineOf,
  pointerAt,
  subjectAt,
} from '../../server/src/core';
import { filesOfCase, type LabelledCase, labelledCases } from '../support/openapi-cases';
import { isFast, someOf } from '../support/random';
import { analyzeTexts, ROOT, type TextFile } from '../support/workspace';

/** How much of a document is typed; a fast run takes one of them for each document, in turn. */
const SHARES = [0.3, 0.5, 0.7, 0.9];

const analyses = new Map<string, Promise<Analysis>>();

/** The analysis of a document as it is. */
function analysisOf(one: LabelledCase): Promise<Analysis> {
  const path = `${one.folder}/${one.name}`;
  const analysis = analyses.get(path) ?? analyzeTexts(filesOfCase(one)).then(({ analysis }) => analysis);
  analyses.set(path, analysis);
  return analysis;
}

/** Asks everything at many offsets; answers how many of them are about something. */
function askEverywhere(analysis: Analysis, { name, text }: TextFile): number {
  const file = joinPath(ROOT, name);
  const step = Math.max(1, Math.floor(text.length / 150));
  let found = 0;
  for (let offset = 0; offset <= text.length; offset += step) {
    const subject = subjectAt(analysis, file, offset);
    const named = namedAt(analysis, file, offset);
    for (const { span } of [subject, named].filter((one) => one !== null)) {
      assert.ok(
        span.start - 1 <= offset && offset <= span.end + 1,
        `${name}: ${offset} is in what is told of it`,
      );
      found++;
    }
    if (named !== null) {
      const places = [...named.given, ...named.used].filter((place) => place.file === file);
      for (const { span } of places) assert.equal(text.slice(span.start, span.end), named.name, name);
    }
    completionsAt(analysis, file, offset);
    pointerAt(analysis, file, offset);
  }
  outlineOf(analysis, file);
  inheritedHintsOf(analysis, file);
  askableRoutesOf(analysis, file);
  linksOf(analysis, file);
  return found;
}

describe('everything can be asked everywhere', () => {
  for (const [i, one] of someOf(labelledCases(), 2).entries()) {
    test(one.name, async () => {
      const files = filesOfCase(one);
      const [entry] = files;
      assert.ok(entry !== undefined);
      const analysis = await analysisOf(one);
      const found = files.map((file) => askEverywhere(analysis, file)).reduce((sum, count) => sum + count, 0);
      assert.ok(found > 0);
      for (const share of SHARES.filter((_, j) => !isFast || i % SHARES.length === j)) {
        const half = { ...entry, text: entry.text.slice(0, Math.floor(entry.text.length * share)) };
        const { analysis: typed } = await analyzeTexts([half, ...files.slice(1)]);
        assert.deepEqual(typed.errors, []);
        askEverywhere(typed, half);
      }
    });
  }
});

test('a renamed scheme brings no finding about', async () => {
  let renamed = 0;
  for (const one of labelledCases()) {
    const files = filesOfCase(one);
    const analysis = await analysisOf(one);
    const [entry] = files;
    if (entry === undefined || analysis.findings.length > 0) continue;
    const file = joinPath(ROOT, entry.name);
    const schemes = outlineOf(analysis, file).filter(({ kind }) => kind === 'scheme');
    for (const { nameSpan, name } of schemes) {
      // Names are evidence, too, so the new one has the words of the old one.
      const edits = namedAt(analysis, file, nameSpan.start + 1)?.rename(`${name}X`);
      if (edits === undefined || typeof edits === 'string') continue;
      const after = files.map((each) => ({
        ...each,
        text: applyEdits(
          each.text,
          edits.filter((edit) => edit.file === joinPath(ROOT, each.name)),
        ),
      }));
      const again = await analyzeTexts(after);
      const messages = again.analysis.findings.map(({ message }) => message);
      assert.deepEqual(messages, [], `${one.name}: ${name}`);
      renamed++;
    }
  }
  assert.ok(renamed > 15, `${renamed}`);
});

const HOOKS = `openapi: 3.1.0
security: [{ jwt: [] }]
paths:
  /jobs:
    post:
      responses: { default: { description: ok } }
      callbacks:
        done:
          '{$request.body#/url}':
            put:
              security: [{ key: [] }]
              responses: { default: { description: ok } }
webhooks:
  paid:
    patch: { responses: { default: { description: ok } } }
components:
  securitySchemes:
    jwt: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
`;

test('what the API itself sends is shown as such', async () => {
  const { analysis } = await analyzeTexts([{ name: 'hooks.yaml', text: HOOKS, language: 'data' }]);
  const file = joinPath(ROOT, 'hooks.yaml');
  const about = (word: string) => subjectAt(analysis, file, HOOKS.indexOf(word) + 1)?.about;
  const whose = 'which the API itself sends: the security of the document is not about it.';
  assert.equal(about('patch:'), `A webhook, ${whose}`);
  assert.equal(about('put:'), `A callback, ${whose} It sends \`X-Key: <key>\`.`);
  assert.equal(about('security: [{ key'), about('put:'));
  const [webhook] = outlineOf(analysis, file).filter(({ name }) => name === 'paid');
  assert.deepEqual(
    webhook?.children.map(({ name, detail }) => [name, detail]),
    [['PATCH', 'sent by the API']],
  );
});

test('a scheme is renamed from a reference to it, too', async () => {
  const shared = `openapi: 3.0.3
security: [{ jwt: [] }]
paths: {}
components: { securitySchemes: { jwt: { type: http, scheme: bearer } } }
`;
  const user = `openapi: 3.0.3
paths: {}
components: { securitySchemes: { mine: { $ref: 'shared.yaml#/components/securitySchemes/jwt' } } }
`;
  const texts = { 'shared.yaml': shared, 'user.yaml': user };
  const { analysis } = await analyzeTexts(
    Object.entries(texts).map(([name, text]) => ({ name, text, language: 'data' })),
  );
  const file = joinPath(ROOT, 'user.yaml');
  const named = namedAt(analysis, file, user.indexOf('/jwt') + 2);
  assert.equal(named?.name, 'jwt');
  assert.deepEqual([named?.given.length, named?.used.length], [1, 2]);
  const edits = named?.rename('token');
  assert.ok(edits !== undefined && typeof edits !== 'string');
  const after = Object.entries(texts).map(([name, text]) =>
    applyEdits(
      text,
      edits.filter((edit) => edit.file === joinPath(ROOT, name)),
    ),
  );
  assert.deepEqual(after, [shared.replaceAll('jwt', 'token'), user.replace('jwt', 'token')]);
  assert.equal(namedAt(analysis, file, user.indexOf('shared.yaml') + 1), null);
});
