// Properties of the regex engine: it agrees with another engine where the two languages are one, what it says of
// several patterns holds for all short texts, and no pattern makes it throw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compile,
  covers,
  type Example,
  example,
  exec,
  literalPrefix,
  test as matches,
  overlap,
  type Regex,
} from '../../server/src/core/regex';
import { fc, runs } from '../support/random';

/** Patterns of which JavaScript and PCRE say the same: loops over what may match nothing are left out. */
const { pattern: shared } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  pattern: fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: tie('atom') },
        tie('atom').chain((atom) =>
          fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,2}').map((q) => atom + q),
        ),
        fc.constantFrom('^', '$', '\\b', '\\B'),
        fc.tuple(fc.constantFrom('(?=', '(?!'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
        fc.constantFrom('(?<=a)', '(?<!a|bx)', '(?<=[ab]/)'),
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

/** Patterns of PCRE alone, over few units: loops, look-arounds and atomic groups in each other. */
const { pattern: own } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  pattern: fc
    .tuple(
      fc.array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '*?', '*+', '?+')), {
        maxLength: 4,
      }),
      fc.constantFrom('', '', '', '|', '|b', '|^'),
    )
    .map(([items, end]) => items.map(([atom, quantifier]) => atom + quantifier).join('') + end),
  atom: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '/') },
    { weight: 2, arbitrary: fc.constantFrom('(?:^)', '(?:$)', '(?:\\b)', '(?<=a)', '(?<!b|^)', '(?<=/a)') },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('(', '(?:', '(?>', '(?=', '(?!'), tie('pattern'))
        .map(([open, inner]) => `${open}${inner})`),
    },
  ),
}));

const input = fc
  .array(fc.constantFrom('a', 'b', 'x', '/', '.', '1'), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** All texts of up to five of the units that patterns tell apart, short ones first. */
const TEXTS: string[] = [''];
for (const text of TEXTS) if (text.length < 5) TEXTS.push(...['a', 'b', '/'].map((unit) => text + unit));

function regex(source: string): Regex | null {
  const compiled = compile(source, { ignoreCase: false });
  return compiled.kind === 'regex' ? compiled : null;
}

/** Whether an answer is true of what is known of all short texts. */
function fits(found: Example, holds: (text: string) => boolean): boolean {
  const first = TEXTS.find(holds);
  switch (found.kind) {
    case 'example':
      return holds(found.text) && (first === undefined || found.text.length <= first.length);
    case 'none':
      return first === undefined;
    case 'unknown':
      return true;
  }
}

test('matches and groups agree with an independent engine', () => {
  fc.assert(
    fc.property(shared, input, (source, text) => {
      const ours = regex(source);
      fc.pre(ours !== null);
      // JavaScript forgets the groups of earlier rounds of a loop, PCRE does not: those are compared elsewhere.
      const [a, b] = [exec(ours, text), new RegExp(source).exec(text)];
      assert.equal(a?.start, b?.index, source);
      assert.equal(a?.groups[0], b?.[0], source);
    }),
    { numRuns: runs(5000) },
  );
});

test('groups outside of loops agree with an independent engine', () => {
  const loopless = fc
    .array(
      fc.tuple(
        fc.constantFrom('(', '(?:', ''),
        shared.filter((source) => !source.includes('(')),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.map(([open, inner]) => `${open}${inner}${open === '' ? '' : ')'}`).join(''));
  fc.assert(
    fc.property(loopless, input, (source, text) => {
      const ours = regex(source);
      if (ours === null) return;
      assert.deepEqual(
        exec(ours, text)?.groups ?? null,
        new RegExp(source).exec(text)?.slice() ?? null,
        source,
      );
    }),
    { numRuns: runs(2000) },
  );
});

test('an example is matched, and shorter texts are not', () => {
  fc.assert(
    fc.property(own, (source) => {
      const ours = regex(source);
      if (ours !== null)
        assert.ok(
          fits(example(ours), (text) => matches(ours, text)),
          source,
        );
    }),
    { numRuns: runs(1000) },
  );
});

test('two patterns overlap, or one covers the other, as short texts show', () => {
  fc.assert(
    fc.property(own, own, (first, second) => {
      const [a, b] = [regex(first), regex(second)];
      if (a === null || b === null) return;
      assert.ok(fits(overlap(a, b), (text) => matches(a, text) && matches(b, text)));
      const isCounter = (text: string) => matches(b, text) && !matches(a, text);
      if (covers(a, b) === 'yes') assert.ok(!TEXTS.some(isCounter));
    }),
    { numRuns: runs(1000) },
  );
});

test('every text that an anchored pattern matches starts with its literal', () => {
  fc.assert(
    fc.property(own, (source) => {
      const ours = regex(`^${source.replaceAll('|', '')}`);
      const prefix = ours && literalPrefix(ours);
      if (ours === null || prefix === null) return;
      assert.ok(TEXTS.every((text) => !matches(ours, text) || text.startsWith(prefix)));
    }),
    { numRuns: runs(1000) },
  );
});

test('no pattern makes the engine throw', () => {
  const pieces = [
    ...'ab/.*+?()[]{}|^$\\dwsbBAzZQEKxu0129,-:<>=!#PR\'"&~ é\n',
    ...['(?', '(?:', '(?<', '(?<=', '[:alpha:]', '[^', '\\x{', '(?i)', '(?x)', '{2,}', '\\Q', '\\E', '(*'],
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), input, (parts, text) => {
      const ours = regex(parts.join(''));
      if (ours === null) return;
      exec(ours, text);
      literalPrefix(ours);
      example(ours);
    }),
    { numRuns: runs(5000) },
  );
});
