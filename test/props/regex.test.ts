// Properties of the regex engine: it agrees with another engine where the two languages are one, and never throws.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compile,
  covers,
  exampleAmong,
  exec,
  test as matches,
  overlap,
  type Regex,
} from '../../server/src/core/regex';

/** Patterns of which JavaScript and PCRE say the same: no empty loops, whose groups they treat differently. */
const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  pattern: fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: tie('atom') },
        tie('atom').chain((atom) =>
          fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,2}').map((q) => atom + q),
        ),
        fc.constantFrom('^', '$', '\\b'),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
  atom: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', '/', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.') },
    { weight: 1, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:x${a}|b${b})`) },
    { weight: 1, arbitrary: tie('pattern').map((inner) => `(a${inner})`) },
  ),
}));
const input = fc
  .array(fc.constantFrom('a', 'b', 'x', '/', '.', '1'), { maxLength: 8 })
  .map((parts) => parts.join(''));

function regex(source: string): Regex | null {
  const compiled = compile(source, { ignoreCase: false });
  return compiled.kind === 'regex' ? compiled : null;
}

/** JavaScript's `$` does not match before a final newline; the inputs have none. */
function peer(source: string): RegExp | null {
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}

test('matches and groups agree with an independent engine', () => {
  fc.assert(
    fc.property(pattern, input, (source, text) => {
      const [ours, theirs] = [regex(source), peer(source)];
      if (ours === null || theirs === null) return;
      const [a, b] = [exec(ours, text), theirs.exec(text)];
      assert.equal(a?.start, b?.index, source);
      assert.equal(a?.groups[0], b?.[0], source);
    }),
    { numRuns: 3000 },
  );
});

test('an example is matched by all that it is for and by none of the others', () => {
  fc.assert(
    fc.property(pattern, pattern, (first, second) => {
      const [a, b] = [regex(first), regex(second)];
      if (a === null || b === null) return;
      const found = exampleAmong([a], [b]);
      if (found.kind !== 'example') return;
      assert.ok(matches(a, found.text) && !matches(b, found.text));
    }),
    { numRuns: 500 },
  );
});

test('what does not overlap has no text in common, and what covers matches all', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.array(input, { maxLength: 30 }), (first, second, texts) => {
      const [a, b] = [regex(first), regex(second)];
      if (a === null || b === null) return;
      if (overlap(a, b).kind === 'none')
        assert.ok(!texts.some((text) => matches(a, text) && matches(b, text)));
      if (covers(a, b) === 'yes') assert.ok(texts.every((text) => !matches(b, text) || matches(a, text)));
    }),
    { numRuns: 500 },
  );
});

test('no pattern makes the engine throw', () => {
  const units = fc.constantFrom(...'ab/.*+?()[]{}|^$\\dwsbBAzZQEKxu0129,-:<>=!#PR\'"&~ é\n');
  fc.assert(
    fc.property(fc.array(units, { maxLength: 16 }), input, (parts, text) => {
      const ours = regex(parts.join(''));
      if (ours !== null) exec(ours, text);
    }),
    { numRuns: 5000 },
  );
});
