// Long YAML texts are cut by the columns of their lines. What is read so is what the library reads of the whole text.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAllDocuments, stringify } from 'yaml';
import type { DataDocument } from '../../server/src/core/syntax/data';
import { readYaml } from '../../server/src/core/syntax/data/read-yaml';
import { toldOf } from '../support/outlines';
import { fc, isFast } from '../support/random';

const RUNS = isFast ? 150 : 3000;
/** How many texts have to be cut, and how many parts taken over, so that something is compared: of few runs, only some. */
const LEAST = isFast ? 5 : 400;

const readAt = (text: string, limit: number, unread: readonly string[] = []): DataDocument =>
  readYaml(text, { limit, levels: Number.POSITIVE_INFINITY, unread: new Set(unread) });
const cutOf = (text: string): DataDocument => readAt(text, 0);
const wholeOf = (text: string): DataDocument => readAt(text, Number.POSITIVE_INFINITY);

const WORDS =
  'a|security|200|0|4XX|x-y|/p/{id}|null|true|~|1.5|0x1f|1e3|-1|+1|it\'s|say "hi"|a: b|a #b|#c|- d||  lead|trail |two\nlines\n|two\n\n  ind\nx|kept\n\n|tab\tx|{{ t }}|${V}|[a]|{b}|*x|&y|!z|>|%q|@r|ü|日本|😀|a:b|http://x/y#z|<<|=|?|? x|: y|---|...|\u00a0n|2011-04-10|0o17|.5|1_000|back\\slash|-|y:|a,b|\'|"|\u2028s|\u0007'.split(
    '|',
  );
const UNREAD = ['a', 'security', '4XX', 'x-y', '/p/{id}', 'y'];
const word = fc.oneof(fc.constantFrom(...WORDS, 'long '.repeat(30)), fc.string({ maxLength: 12 }));
const leaf = fc.oneof(word, fc.constantFrom(1, 0, -3, 2.5, 200, true, false, null));
const { value } = fc.letrec<{ value: unknown; list: unknown; map: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, leaf, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const root = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(word, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true }) },
  { weight: 1, arbitrary: value },
);

const writer = fc.record({
  indent: fc.constantFrom(1, 2, 2, 3, 4),
  indentSeq: fc.boolean(),
  singleQuote: fc.constantFrom(true, false, null),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'block' as const, 'flow' as const),
  lineWidth: fc.constantFrom(0, 20, 80),
  defaultStringType: fc.constantFrom(
    'PLAIN' as const,
    'PLAIN' as const,
    'QUOTE_DOUBLE' as const,
    'QUOTE_SINGLE' as const,
    'BLOCK_LITERAL' as const,
    'BLOCK_FOLDED' as const,
  ),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
});

type Change = (lines: string[], at: number) => void;

const blanksOf = (line: string | undefined) => /^ */.exec(line ?? '')?.[0] ?? '';

/** Changes of lines that people make. */
const CHANGES: readonly Change[] = [
  (lines, at) => lines.splice(at, 0, '# note: x'),
  (lines, at) => lines.splice(at, 0, `${' '.repeat(at % 7)}# - x`),
  (lines, at) => lines.splice(at, 0, ' '.repeat(at % 5)),
  (lines, at) => lines.splice(at, 0, '\t'),
  (lines, at) => lines.splice(at, 0, lines[at] ?? ''),
  (lines, at) => lines.splice(at, 0, `${blanksOf(lines[at])}<<: *an`),
  (lines, at) => {
    lines[at] += '   ';
  },
  (lines, at) => {
    lines[at] += ' # c: d';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(': ', ': &an ') ?? '';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(/:$/, ': &an') ?? '';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(/: .*/, ': *an') ?? '';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(': ', ':\t') ?? '';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(/: (.*)/, `:\n${' '.repeat(at % 9)}$1`) ?? '';
  },
  (lines, at) => {
    lines[at] = lines[at]?.replace(/^( *)([^\s-].*):( |$)/, '$1? $2\n$1:$3') ?? '';
  },
  (lines, at) => {
    lines[at] = `\t${lines[at]}`;
  },
  (lines, at) => {
    lines[at] = ` ${lines[at]}`;
  },
];

/** Changes of a whole text. */
const FRAMES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `---\n${text}`,
  (text) => `# top\n--- # x\n${text}`,
  (text) => text.trimEnd(),
  (text) => `\ufeff${text}`,
  (text) => text.replace(/^/gm, '  '),
  (text) => `${text}---\n${text}`,
  (text) => `${text}...\n`,
  (text) => `%YAML 1.2\n---\n${text}`,
  (text) => `{{ t }}\n${text}`,
];

const changed = fc
  .record({
    root,
    writer,
    changes: fc.array(fc.record({ change: fc.constantFrom(...CHANGES), at: fc.nat() }), { maxLength: 3 }),
    frame: fc.constantFrom(...FRAMES),
  })
  .map(({ root, writer, changes, frame }) => {
    const lines = stringify(root, writer).split('\n');
    for (const { change, at } of changes) change(lines, at % lines.length);
    return frame(lines.join('\n'));
  });

/** Whether the library reads a text without complaint, and without what it takes for an entry beyond the standard. */
function isSound(text: string): boolean {
  if (/^[ \t]+:(?:\s|$)/m.test(text)) return false;
  const documents = parseAllDocuments(text, { uniqueKeys: false });
  return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
}

function sharesPart({ root: a }: DataDocument, { root: b }: DataDocument): boolean {
  if (a.kind !== 'map' || b.kind !== 'map') return false;
  const known = new Set(b.entries.map(({ value }) => value.identity));
  return a.entries.some(({ value }) => known.has(value.identity));
}

function assertPlaces(document: DataDocument): void {
  const { length } = document.text;
  JSON.stringify(toldOf(document), (key, at: unknown) => {
    if ((key === 'start' || key === 'end') && (typeof at !== 'number' || at < 0 || at > length))
      assert.fail(`${key} ${at} of ${length}`);
    return at;
  });
}

describe('texts that are cut by columns', () => {
  test('are read as the library reads them: values, places, comments, anchors, twins', () => {
    let cut = 0;
    fc.assert(
      fc.property(changed, (text) => {
        if (!isSound(text)) return;
        const [ours, theirs] = [cutOf(text), wholeOf(text)];
        assert.deepEqual(toldOf(ours), toldOf(theirs));
        assert.deepEqual(ours.problems, theirs.problems);
        // What stands below keys that are not looked at is read all the same by who asks for it.
        assert.deepEqual(toldOf(readAt(text, 0, UNREAD)), toldOf(theirs));
        if (ours.root.kind === 'map' && ours.root.identity.constructor !== theirs.root.identity.constructor)
          cut++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(cut > LEAST, `only ${cut} texts were cut`);
  });

  test('never throw when they are broken, and all places are in the text', () => {
    const broken = fc
      .tuple(
        changed,
        fc.nat(),
        fc.constantFrom(...' \n\t:"\'[]{}#|>*&!?,-%', '\r\n', '\r', '---\n', '{{ x }}', '\ufeff'),
        fc.nat(3),
      )
      .map(([text, at, put, taken]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + put + text.slice(start + taken);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const document = cutOf(text);
        assertPlaces(document);
        for (const { span } of document.problems)
          assert.ok(span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: RUNS / 1.5 },
    );
  });

  test('are taken over into their next version as if they were read anew', () => {
    let taken = 0;
    const typed = fc.tuple(
      changed,
      fc.array(
        fc.record({
          at: fc.nat(),
          put: fc.oneof(
            fc.constantFrom(...' \n:"\'-#[x', 'b: c', '\n  k: v\n', '- ', '\r\n', '---\n', '{{ x }}', ''),
            word,
          ),
          gone: fc.nat(6),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      fc.boolean(),
    );
    fc.assert(
      fc.property(typed, ([first, edits, isRead]) => {
        let text = first;
        let document = cutOf(text);
        for (const { at, put, gone } of edits) {
          // What was asked for already is what can be taken over.
          if (isRead) toldOf(document);
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + gone);
          const next = readYaml(
            text,
            { limit: 0, levels: Number.POSITIVE_INFINITY, unread: new Set() },
            document,
          );
          const anew = cutOf(text);
          assert.deepEqual(toldOf(next), toldOf(anew));
          assert.deepEqual(next.problems, anew.problems);
          if (sharesPart(next, document)) taken++;
          document = next;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(taken > LEAST, `only ${taken} were taken over`);
  });

  test('keep what stands beside a broken part', () => {
    const text = 'a: 1\nb:\n  c: "open\n  d: [x\n  e: { y: }\nf: 2\n';
    const document = cutOf(text);
    assert.equal(document.at('/a')?.kind, 'scalar');
    assert.deepEqual(document.root.kind === 'map' && document.root.entries.map(({ key }) => key), [
      'a',
      'b',
      'f',
    ]);
    assert.ok(document.problems.length >= 2);
  });
});
