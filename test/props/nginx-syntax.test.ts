// Properties of the nginx syntax: nothing is lost, and no text is too broken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNginx, printNginx, walk } from '../../server/src/core/syntax/nginx';
import { fc, runs } from '../support/random';

/** Texts out of the pieces that matter to the lexer, so that quotes, holes and blocks really meet. */
const nginxish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '{',
          '}',
          ';',
          '"',
          "'",
          '\\',
          '$',
          '${',
          '#',
          '\n',
          '\r\n',
          ' ',
          '\t',
          '{{',
          '}}',
          '{%',
          '%}',
          '<%',
          '%>',
        ],
        ...['location', 'auth_basic', 'access_by_lua_block', '[[', ']]', '--', '\uFEFF', 'é', '/x'],
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

test('printing a tree gives the text back', () => {
  fc.assert(
    fc.property(fc.oneof(nginxish, fc.string({ unit: 'binary' })), (text) => {
      assert.equal(printNginx(parseNginx(text)), text);
    }),
    { numRuns: runs(2000) },
  );
});

test('spans nest and lie in the text', () => {
  fc.assert(
    fc.property(nginxish, (text) => {
      for (const directive of walk(parseNginx(text).directives)) {
        assert.ok(
          directive.span.start <= directive.name.span.start && directive.name.span.end <= directive.span.end,
        );
        assert.ok(directive.span.end <= text.length);
        for (const word of directive.args) assert.ok(word.span.end <= directive.span.end);
      }
    }),
    { numRuns: runs(1000) },
  );
});
