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
import { filesOfCase, labelledCases } from '../support/openapi-cases';
import { analyzeTexts, ROOT, type TextFile } from '../support/workspace';

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
  for (const one of labelledCases()) {
    test(one.name, async () => {
      const files = filesOfCase(one);
      const [entry] = files;
      assert.ok(entry !== undefined);
      const { analysis } = await analyzeTexts(files);
      const found = files.map((file) => askEverywhere(analysis, file)).reduce((sum, count) => sum + count, 0);
      assert.ok(found > 0);
      for (const share of [0.3, 0.5, 0.7, 0.9]) {
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
    const { analysis } = await analyzeTexts(files);
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
