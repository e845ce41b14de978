// The hash functions under the passwords, against those of Node; and that no user file is too strange to read.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { checkPassword, readUserFile, utf8Bytes } from '../../server/src/core/kinds/nginx/passwords';
import { decodeBase64, encodeBase64 } from '../../server/src/core/kinds/nginx/passwords/base64';
import { byteString, bytesOf, utf8Text } from '../../server/src/core/kinds/nginx/passwords/bytes';
import { md5 } from '../../server/src/core/kinds/nginx/passwords/md5';
import { sha1 } from '../../server/src/core/kinds/nginx/passwords/sha1';
import { sha256 } from '../../server/src/core/kinds/nginx/passwords/sha256';
import { sha512 } from '../../server/src/core/kinds/nginx/passwords/sha512';
import { fc } from '../support/random';

const FUNCTIONS = { md5, sha1, sha256, sha512 };

for (const [name, hash] of Object.entries(FUNCTIONS)) {
  test(`${name} is that of Node, at every length around a block and for random messages`, () => {
    const same = (message: Uint8Array) => {
      assert.deepEqual([...hash(message)], [...createHash(name).update(message).digest()]);
    };
    for (let length = 0; length < 260; length++) same(new Uint8Array(length).fill(length));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), same), { numRuns: 200 });
  });
}

test('base64 and UTF-8 are those of Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const encoded = encodeBase64(bytes);
      assert.equal(encoded, Buffer.from(bytes).toString('base64'));
      assert.deepEqual(decodeBase64(encoded), bytes);
      assert.deepEqual(decodeBase64(encoded.replace(/=/g, '')), bytes);
      assert.deepEqual(bytesOf(byteString(bytes)), bytes);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = utf8Bytes(text);
      assert.deepEqual([...bytes], [...Buffer.from(text, 'utf8')]);
      assert.equal(utf8Text(byteString(bytes)), text);
    }),
  );
  assert.equal(utf8Text('\xe9'), null);
  assert.deepEqual([...utf8Bytes('\ud800')], [0xef, 0xbf, 0xbd]);
});

/** User files of the pieces that matter to nginx's parser. */
const userFiles = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'ab',
        ':',
        '\n',
        '\r\n',
        '\r',
        '#',
        ' ',
        '{PLAIN}x',
        '\uFEFF',
        '\uFFFD',
        '{{',
        '$1$',
        '$6$a$',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

test('any text can be read, and its lines and spans lie in it in order', () => {
  fc.assert(
    fc.property(userFiles, (text) => {
      let end = 0;
      for (const line of readUserFile(text).lines) {
        assert.ok(line.span.start >= end && line.span.end <= text.length);
        assert.equal(text.slice(line.userSpan.start, line.userSpan.end), line.user);
        assert.equal(text.slice(line.hashSpan.start, line.hashSpan.end), line.hash);
        end = line.span.end;
      }
    }),
    { numRuns: 1000 },
  );
});

test('a flawless line with {PLAIN} and a name of its own lets its user in', () => {
  fc.assert(
    fc.property(userFiles, (text) => {
      const file = readUserFile(text);
      // These open the holes of templates, so that what the server will read is not known.
      const hasHole = /\{[{%#]|<%|\$\{/.test(text);
      const certain = !hasHole && file.lines.every((line) => !line.flaws.includes('not-utf8'));
      for (const line of file.lines) {
        if (!certain || line.format !== 'plain-prefix' || line.flaws.length > 0) continue;
        const password = line.hash.slice('{PLAIN}'.length).split('\0', 1)[0] ?? '';
        const check = checkPassword(file, byteString(utf8Bytes(line.user)), byteString(utf8Bytes(password)));
        assert.deepEqual(check, { kind: 'accepted', line });
      }
    }),
    { numRuns: 2000 },
  );
});
