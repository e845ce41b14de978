// The outline of a JSON text says which bracket closes which, and that the text is JSON.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jsonProblems } from '../../server/src/core/syntax/data/json-check';
import { jsonOutline } from '../../server/src/core/syntax/data/json-outline';
import { skipString, skipValue } from '../../server/src/core/syntax/data/json-skip';
import { fc } from '../support/random';

const MARKS = '{}[]:,"\\/\n\t 0-.e+tfnu{$*#\u0001\ufeff'.split('');

const written = fc
  .record({
    value: fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
    indent: fc.constantFrom(0, 2, '\t'),
    ending: fc.constantFrom('\n', '\r\n', ''),
    changes: fc.array(fc.record({ at: fc.nat(), takes: fc.nat(2), mark: fc.constantFrom('', ...MARKS) }), {
      maxLength: 2,
    }),
  })
  .map(({ value, indent, ending, changes }) => {
    let text = JSON.stringify(value, null, indent).replaceAll('\n', ending) + ending;
    for (const { at, takes, mark } of changes) {
      const start = at % text.length;
      text = text.slice(0, start) + mark + text.slice(start + takes);
    }
    return text;
  });

function isCollection(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && /^[[{]/.test(text);
  } catch {
    return false;
  }
}

/** The offset after each collection of a text that is JSON, in the order in which they begin. */
function endsIn(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const c = text.charAt(at);
    if (c === '{' || c === '[') ends.push(skipValue(text, at, text.length));
    at = c === '"' ? skipString(text, at, text.length) : at + 1;
  }
  return ends;
}

describe('the outline of a JSON text', () => {
  test('is there for JSON and for nothing else', () => {
    fc.assert(
      fc.property(written, (text) => {
        const outline = jsonOutline(text, 0);
        assert.equal(outline !== null, isCollection(text));
        if (outline !== null) assert.deepEqual(jsonProblems(text), []);
      }),
    );
  });

  test('has the end of each collection, and the one that begins next', () => {
    fc.assert(
      fc.property(written, (text) => {
        const outline = jsonOutline(text, 0);
        if (outline === null) return;
        const ends = endsIn(text);
        assert.deepEqual(outline.ends, ends);
        const starts = ends.map((_, i) => startOf(text, i));
        for (const [i, next] of outline.nexts.entries()) {
          const first = starts.findIndex((start) => start >= (ends[i] ?? 0));
          assert.equal(next, first < 0 ? ends.length : first);
        }
      }),
    );
  });

  test('reaches over long lists and long strings', () => {
    const list = JSON.stringify({ a: Array.from({ length: 500 }, (_, i) => `\\n "${i}"`), b: { c: [] } });
    assert.deepEqual(jsonOutline(list, 0)?.ends, endsIn(list));
    const escapes = JSON.stringify(['\n'.repeat(9_000)]);
    assert.deepEqual(jsonOutline(escapes, 0)?.ends, endsIn(escapes));
    // What is beyond all that is usual is read without an outline.
    assert.equal(jsonOutline(JSON.stringify(['\n'.repeat(11_000)]), 0), null);
  });
});

/** The offset of the n-th bracket that opens. */
function startOf(text: string, n: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; ) {
    const c = text.charAt(at);
    if ((c === '{' || c === '[') && seen++ === n) return at;
    at = c === '"' ? skipString(text, at, text.length) : at + 1;
  }
  return -1;
}
