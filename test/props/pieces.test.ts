// A text in pieces is what a string with the same edits is: its characters, its lines, and where versions of it differ.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineIndex, offsetAt, positionAt } from '../../server/src/core/text/line-index';
import { PiecedText } from '../../server/src/core/text/pieces';
import { OPEN_DOCUMENTS } from '../../server/src/lsp/open-document';
import { fc, runs } from '../support/random';

const part = fc.oneof(
  fc.constantFrom('', 'a', '\n', '\r', '\r\n', '\n\r', '😀', 'ü\n', 'line of text\r\n', '\r\r\n\n'),
  fc.constantFrom('word\n'.repeat(9000), 'word\r\n'.repeat(12_000), '\r'.repeat(32_768), 'x'.repeat(70_000)),
);
const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
const edit = fc.record({
  at: fc.nat(),
  gone: fc.oneof(fc.nat(3), fc.nat(90_000)),
  put: text,
  isNearCut: fc.boolean(),
});

/** Where pieces of a text that was just cut meet. */
const CUT = 32_768;

test('its characters, positions and differences are those of the string', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(edit, { maxLength: 6 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (first, edits, spots) => {
        let plain = first;
        let pieced = PiecedText.of(first);
        for (const { at, gone, put, isNearCut } of edits) {
          const near = CUT * (1 + (at % 3)) - 2 + (at % 5);
          const start = isNearCut ? Math.min(near, plain.length) : at % (plain.length + 1);
          const end = Math.min(plain.length, start + gone);
          const before = pieced;
          const was = plain;
          plain = plain.slice(0, start) + put + plain.slice(end);
          pieced = pieced.with(start, end, put);
          assert.ok(String(pieced) === plain);
          const change = before.changeTo(pieced);
          assert.ok(was.slice(0, change.start) === plain.slice(0, change.start));
          assert.ok(was.slice(change.oldEnd) === plain.slice(change.newEnd));
          assert.ok(change.start <= change.oldEnd && change.start <= change.newEnd);
          assert.ok(
            change.oldEnd - change.start <= end - start && change.newEnd - change.start <= put.length,
          );
        }
        assert.equal(pieced.length, plain.length);
        const index = lineIndex(plain);
        assert.equal(pieced.lineCount, index.starts.length);
        const offsets = [
          0,
          plain.length,
          plain.length + 3,
          -1,
          ...[1, 2].flatMap((i) => [-1, 0, 1].map((d) => i * CUT + d)),
        ];
        for (const at of [...offsets, ...spots.map((spot) => spot % (plain.length + 1))]) {
          const position = positionAt(index, at);
          assert.deepEqual(pieced.positionAt(at), position);
          assert.equal(pieced.offsetAt(position), offsetAt(index, position));
          const beyond = { line: position.line + (at % 3), character: at % 50_000 };
          assert.equal(pieced.offsetAt(beyond), offsetAt(index, beyond));
          assert.equal(
            pieced.slice(at - 9, at + 40_000),
            plain.slice(Math.max(0, at - 9), Math.max(0, at + 40_000)),
          );
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test('a document that an editor changes is what the reference implementation makes of the same changes', () => {
  const position = fc.record({
    line: fc.oneof(fc.nat(4), fc.nat(20_000)),
    character: fc.oneof(fc.nat(8), fc.nat(80_000)),
  });
  const change = fc.oneof(
    { weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }) },
    { weight: 1, arbitrary: fc.record({ text }) },
  );
  fc.assert(
    fc.property(text, fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 4 }), (first, all) => {
      let ours = OPEN_DOCUMENTS.create('file:///a', 'yaml', 1, first);
      let theirs = TextDocument.create('file:///a', 'yaml', 1, first);
      for (const [i, changes] of all.entries()) {
        // The reference implementation puts the ends of a range in order in the range itself.
        ours = OPEN_DOCUMENTS.update(ours, structuredClone(changes), i + 2);
        theirs = TextDocument.update(theirs, structuredClone(changes), i + 2);
        assert.ok(String(ours.text) === theirs.getText());
        assert.equal(ours.version, theirs.version);
        // The reference implementation miscounts the lines after a change that starts beyond the last one.
        const anew = TextDocument.create('file:///a', 'yaml', 1, theirs.getText());
        assert.equal(ours.text.lineCount, anew.lineCount);
      }
    }),
    { numRuns: runs(300) },
  );
});
