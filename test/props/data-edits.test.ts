// Edits of YAML and JSON: read by another reader, the text after an edit is the data that was meant, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';
import { type DataDocument, type DataMap, type DataNode, parseData } from '../../server/src/core/syntax/data';
import * as edits from '../../server/src/core/syntax/data/edits';
import { applyEdits, type Replacement } from '../../server/src/core/text/edit';
import { fc, isFast } from '../support/random';

const RUNS = isFast ? 100 : 300;

type Value = edits.DataValue;
type Editable = { [key: string]: Value };

const word = fc.constantFrom(
  'a',
  'bb',
  'get',
  'x-y',
  'with blank',
  '200x',
  '/p/{q}',
  "it's",
  'say "no"',
  'true',
  '# no',
  'a: b',
  '- a',
  '',
  '*',
  'é😀',
  '1.0',
);
const key = fc.constantFrom(
  'a',
  'bb',
  'get',
  'x-y',
  'with blank',
  'k200',
  '/p/{q}',
  "it's",
  '# no',
  'a: b',
  'true',
);
const leaf = fc.oneof(
  word,
  fc.integer({ min: -5, max: 500 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('two\nlines\n', 'kept\n\n', 'no end\nof it', ' '),
);
const { value } = fc.letrec<{ value: Value; list: Value; map: Value }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const root = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

/** The ways to write a value, some with comments wherever they may be. */
const WRITERS: readonly ((value: Value) => string)[] = [
  (v) => stringify(v),
  (v) => stringify(v, { indentSeq: false }),
  (v) => stringify(v, { indent: 4 }),
  (v) => stringify(v, { defaultKeyType: 'QUOTE_DOUBLE', defaultStringType: 'QUOTE_SINGLE' }),
  (v) => stringify(v).replaceAll('\n', '\r\n'),
  (v) => stringify(v, { collectionStyle: 'flow', lineWidth: 0 }),
  (v) => stringify(v, { collectionStyle: 'flow', lineWidth: 10 }),
  (v) => JSON.stringify(v),
  (v) => JSON.stringify(v, null, 2),
  (v) => `${JSON.stringify(v, null, '\t')}\n`,
  commented,
];

/** Block style with a comment above and behind every line that can have one. */
function commented(v: Value): string {
  const text = stringify(v, { blockQuote: false, lineWidth: 0 });
  const lines = text.trimEnd().split('\n');
  return `${lines.map((line, i) => `${/^ */.exec(line)?.[0]}# above ${i}\n${line} # behind ${i}`).join('\n')}\n`;
}

const document = fc
  .tuple(root, fc.constantFrom(...WRITERS))
  .map(([data, write]) => ({ data, text: write(data) }))
  .filter(({ data, text }) => isRight(text, data));

const pick = fc.integer({ min: 0, max: 1000 });

function read(text: string): unknown {
  return text.startsWith('{"') || text.startsWith('{\n')
    ? tolerant(text)
    : parse(text, { maxAliasCount: -1 });
}

/** The library that writes has faults in folding long strings in brackets. */
function isRight(text: string, data: Value): boolean {
  try {
    return same(read(text), data);
  } catch {
    return false;
  }
}

function tolerant(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parse(text);
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function all(node: DataNode): readonly DataNode[] {
  if (node.kind === 'map') return [node, ...node.entries.flatMap((entry) => all(entry.value))];
  if (node.kind === 'list') return [node, ...node.items.flatMap((item) => all(item.value))];
  return [node];
}

function choose<T>(from: readonly T[], at: number): T | null {
  return from[at % Math.max(1, from.length)] ?? null;
}

/** A copy of data in which the part at a pointer is changed. */
function changed(data: Value, pointer: string, change: (part: Value) => Value): Value {
  const [, step, ...rest] = pointer.split('/');
  if (step === undefined) return change(data);
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const deeper = rest.map((part) => `/${part}`).join('');
  if (Array.isArray(data))
    return data.map((item, i) => (String(i) === name ? changed(item, deeper, change) : item));
  return Object.fromEntries(
    Object.entries(data as Editable).map(([k, v]) => [k, k === name ? changed(v, deeper, change) : v]),
  );
}

function check(doc: DataDocument, result: readonly Replacement[], expected: Value): void {
  const sorted = [...result].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  sorted.forEach((edit, i) => {
    const before = sorted[i - 1];
    assert.ok(before === undefined || before.span.end <= edit.span.start, 'edits are disjoint');
  });
  const after = applyEdits(doc.text, result);
  let actual: unknown;
  try {
    actual = read(after);
  } catch (error) {
    assert.fail(`${error}\n--- before\n${doc.text}\n--- after\n${after}`);
  }
  assert.ok(
    same(actual, expected),
    `--- before\n${doc.text}\n--- after\n${after}\n--- expected\n${JSON.stringify(expected)}`,
  );
}

/** Runs a verb on many documents; answers how often it found something to do. */
function property(
  run: (doc: DataDocument, data: Editable, at: number, other: number) => boolean | null,
): void {
  let done = 0;
  let refused = 0;
  fc.assert(
    fc.property(document, pick, pick, ({ data, text }, at, other) => {
      const result = run(parseData(text), data, at, other);
      if (result === true) done++;
      if (result === false) refused++;
    }),
    { numRuns: RUNS },
  );
  assert.ok(done > RUNS / 15 && refused < done / 4, `${done} done, ${refused} refused`);
}

function maps(doc: DataDocument): readonly DataMap[] {
  return all(doc.root).filter((node) => node.kind === 'map');
}

function done(doc: DataDocument, result: readonly Replacement[] | null, expected: () => Value): boolean {
  if (result === null) return false;
  check(doc, result, expected());
  return true;
}

test('a key gets another name', () => {
  property((doc, data, at, other) => {
    const map = choose(
      maps(doc).filter(({ entries }) => entries.length > 0),
      at,
    );
    const entry = map && choose(map.entries, other);
    if (!map || !entry) return null;
    const name = ['new', 'new name', "don't", '{x}', '401', 'y'][other % 6] ?? 'new';
    return done(doc, edits.renameKey(doc, entry, name), () =>
      changed(data, map.pointer, (part) =>
        Object.fromEntries(Object.entries(part as Editable).map(([k, v]) => [k === entry.key ? name : k, v])),
      ),
    );
  });
});

test('a scalar gets another value', () => {
  property((doc, data, at, other) => {
    const node = choose(
      all(doc.root).filter((n) => n.kind === 'scalar'),
      at,
    );
    if (node?.kind !== 'scalar') return null;
    const next = ['new', 'two words', 'a: b', '# c', "'", 'yes', 12, true, null, 'x\ny'][other % 10] ?? null;
    return done(doc, edits.replaceScalar(doc, node, next), () => changed(data, node.pointer, () => next));
  });
});

test('a value is replaced by any other', () => {
  property((doc, data, at, other) => {
    const node = choose(
      all(doc.root).filter((n) => n.pointer !== ''),
      at,
    );
    if (node === null) return null;
    const next: Value =
      [{ a: [] }, [{ a: [], b: ['c'] }, {}], [], {}, 'x', { a: { b: 'c' } }][other % 6] ?? null;
    return done(doc, edits.replaceValue(doc, node, next), () => changed(data, node.pointer, () => next));
  });
});

test('an entry is deleted', () => {
  property((doc, data, at, other) => {
    const map = choose(
      maps(doc).filter(({ entries }) => entries.length > 0),
      at,
    );
    const entry = map && choose(map.entries, other);
    if (!map || !entry) return null;
    return done(doc, edits.deleteEntry(doc, entry), () =>
      changed(data, map.pointer, (part) =>
        Object.fromEntries(Object.entries(part as Editable).filter(([k]) => k !== entry.key)),
      ),
    );
  });
});

test('an item is deleted', () => {
  property((doc, data, at, other) => {
    const list = choose(
      all(doc.root).filter((n) => n.kind === 'list' && n.items.length > 0),
      at,
    );
    const item = list?.kind === 'list' ? choose(list.items, other) : null;
    if (list?.kind !== 'list' || item === null) return null;
    return done(doc, edits.deleteItem(doc, list, item), () =>
      changed(data, list.pointer, (part) =>
        Array.isArray(part) ? part.filter((_, i) => i !== item.index) : part,
      ),
    );
  });
});

test('an entry is inserted at its place', () => {
  property((doc, data, at, other) => {
    const map = choose(maps(doc), at);
    if (map === null) return null;
    const keys = map.entries.map((entry) => entry.key);
    const beside = choose(keys, other) ?? 'a';
    const where = (['first', 'last', { after: beside }, { before: beside }] as const)[other % 4] ?? 'last';
    const next: Value = ['v', [{ a: [] }], { b: { c: 'd' } }, [], true][at % 5] ?? null;
    const index =
      where === 'first'
        ? 0
        : where === 'last' || keys.length === 0
          ? keys.length
          : keys.indexOf(beside) + ('after' in where ? 1 : 0);
    return done(doc, edits.insertEntry(doc, map, 'zz', next, where), () =>
      changed(data, map.pointer, (part) => {
        const entries = Object.entries(part as Editable);
        entries.splice(index, 0, ['zz', next]);
        return Object.fromEntries(entries);
      }),
    );
  });
});

test('a value is put below maps that are made for it', () => {
  property((doc, data, at) => {
    const map = choose(maps(doc), at);
    if (map === null) return null;
    const path = [
      ...map.pointer
        .split('/')
        .slice(1)
        .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~')),
      'components',
      'x',
    ];
    if (path.some((step) => /^\d+$/.test(step))) return null;
    return done(doc, edits.insertAt(doc, path, ['v']), () =>
      changed(data, map.pointer, (part) => ({ ...(part as Editable), components: { x: ['v'] } })),
    );
  });
});

test('an item is inserted at its place', () => {
  property((doc, data, at, other) => {
    const list = choose(
      all(doc.root).filter((n) => n.kind === 'list'),
      at,
    );
    if (list?.kind !== 'list') return null;
    const index = other % (list.items.length + 1);
    const next: Value = ['v', { a: [], b: ['c'] }, ['x']][at % 3] ?? null;
    return done(doc, edits.insertItem(doc, list, next, index), () =>
      changed(data, list.pointer, (part) => (Array.isArray(part) ? part.toSpliced(index, 0, next) : part)),
    );
  });
});

test('the entries of a map become items', () => {
  property((doc, data, at, other) => {
    const map = choose(
      maps(doc).filter(({ entries }) => entries.length > 0),
      at,
    );
    if (map === null) return null;
    const how = other % 2 === 0 ? 'each' : 'one';
    return done(doc, edits.wrapAsItems(doc, map, how), () =>
      changed(data, map.pointer, (part) =>
        how === 'one' ? [part] : Object.entries(part as Editable).map(([k, v]) => ({ [k]: v })),
      ),
    );
  });
});

test('an entry moves to another map', () => {
  property((doc, data, at, other) => {
    const map = choose(
      maps(doc).filter(({ entries }) => entries.length > 1),
      at,
    );
    const entry = map && choose(map.entries, other);
    const target = choose(
      maps(doc).filter((m) => m.pointer !== map?.pointer && m.entries.length > 0),
      at + other,
    );
    if (!map || !entry || !target || target.entries.some(({ key }) => key === entry.key)) return null;
    if (`${target.pointer}/`.startsWith(`${entry.value.pointer}/`)) return null;
    const result = edits.moveEntry(doc, entry, target);
    // An alias-like word in it makes it stay.
    if (result === null) return null;
    let moved: Value = null;
    const added = changed(data, map.pointer, (part) => {
      moved = (part as Editable)[entry.key] ?? null;
      return part;
    });
    const placed = changed(added, target.pointer, (part) => ({ ...(part as Editable), [entry.key]: moved }));
    return done(doc, result, () =>
      changed(placed, map.pointer, (part) => {
        const { [entry.key]: _, ...rest } = part as Editable;
        return rest;
      }),
    );
  });
});
