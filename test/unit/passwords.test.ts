// User files: which lines nginx finds, which passwords it accepts, and what is wrong with a line.
// The hashes were made with `openssl passwd` and crypt(3) of libxcrypt 4.4.33; the lines were tried with nginx 1.22.1.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkPassword,
  decodeBasic,
  readUserFile,
  type UserLine,
  utf8Bytes,
} from '../../server/src/core/kinds/nginx/passwords';

const bytes = (text: string) => String.fromCharCode(...utf8Bytes(text));

/** What is said of a password: `accepted`, why it is refused, or `unknown`. */
function verdict(file: string, user: string, password: string): string {
  const check = checkPassword(readUserFile(file), bytes(user), bytes(password));
  return check.kind === 'refused' ? check.why : check.kind;
}

const flaws = (file: string) => readUserFile(file).lines.map((line) => line.flaws);

const HORSE = 'correct horse';

const HASHES: readonly (readonly [format: UserLine['format'], hash: string, password: string])[] = [
  ['apr1', '$apr1$pepper42$sBWg0GF/u92XCMZhXs4Hi.', HORSE],
  ['apr1', '$apr1$x$Kzn.cSDdCrYQZfFg5UXZM.', 'pässwörd'],
  ['md5-crypt', '$1$pepper42$6lmF0WCvYkoh4gF6e2WAU1', HORSE],
  ['md5-crypt', '$1$NaCl$1GoJudCFXx752XEZ8e6qf.', ''],
  ['sha256-crypt', '$5$pepper42$go16nO4F9Tl9pqGhhQ82Q7IqzyZwpmKFTze5vaopao0', HORSE],
  ['sha256-crypt', '$5$rounds=1234$NaCl$4EomBoGAS.MC8FOlFHXP2k4ShgJr1D5h1tN8M7W3go/', HORSE],
  [
    'sha512-crypt',
    '$6$pepper42$ERfm3EKp.sInK0JP0gSg8Zq1D8pG0CZ7CkMwpCFg/Ga4weumsVjJOqkDcTaqBdq1UDMb/YL7bpWBAREihPA.Z1',
    HORSE,
  ],
  [
    'sha512-crypt',
    '$6$rounds=1234$NaCl$Nx8AZ6HLdgY.GE264mITY0dQ.qzOenqtgyCQQEDDC3mkTWxwbYHVn3ZGXc/iZPpjryCGMILXhtpN.zzQ80oO00',
    HORSE,
  ],
  [
    'sha512-crypt',
    '$6$NaCl$AS/r0pZCLNsCd1A2Lx.DkGC3zRiccMSZRLJx9OFUgDLgA1pCpyk/xQNzu5k7Dtx4yn1YM85klglg/DEqK81bB/',
    '',
  ],
  ['bcrypt', '$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2', HORSE],
  ['bcrypt', '$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e', HORSE],
  ['bcrypt', '$2a$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC', 'pässwörd'],
  ['bcrypt', '$2y$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq', ''],
  ['bcrypt', '$2y$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i', 'x'.repeat(100)],
  ['des-crypt', 'NZOVvEwjRGe6c', 'correct '],
  ['des-crypt', 'NZOVvEwjRGe6clSKbg1ppOyc', HORSE],
  ['sha', '{SHA}L55TUjtiq8FBorTWAZ0jy6g129A=', HORSE],
  ['ssha', '{SSHA}Ki+Q9Ri8Nn2QN1jUbcaqfsgK/pJOYUNs', HORSE],
  ['plain-prefix', '{PLAIN}pässwörd', 'pässwörd'],
];

test('each kind of hash accepts its password and no other', () => {
  for (const [format, hash, password] of HASHES) {
    const file = `user:${hash}\n`;
    const [line] = readUserFile(file).lines;
    assert.deepEqual([line?.format, line?.usable, line?.flaws], [format, true, []], hash);
    assert.equal(verdict(file, 'user', password), 'accepted', hash);
    assert.equal(verdict(file, 'user', `!${password}`), 'wrong password', hash);
  }
});

test('of a DES hash 8 bytes of the password count, of bcrypt 72, of any what stands before a NUL', () => {
  assert.equal(verdict('u:NZOVvEwjRGe6c', 'u', HORSE), 'accepted');
  const long = 'u:$2y$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i';
  assert.equal(verdict(long, 'u', 'x'.repeat(72)), 'accepted');
  assert.equal(verdict(long, 'u', 'x'.repeat(71)), 'wrong password');
  assert.equal(verdict('u:{PLAIN}abc', 'u', 'abc\0def'), 'accepted');
});

test('what is not computed, or would take too long, is unknown', () => {
  const costly = [
    'u:$y$j9T$abcdefgh$4mqd6JVlUo/.JMgenptcdPqIowfqDPoC9lSyWQhPMf1',
    'u:$2y$12$abcdefghijklmnopqrstuuFDJRuYeKkCzo3Wy7h8SxhBSHBAHiPK2',
    `u:$6$rounds=500000$NaCl$${'a'.repeat(86)}`,
    'u:$3$$8846f7eaee8fb117ad06bdd830b7586c',
    `u:$2x$05$abcdefghijklmnopqrstuu${'a'.repeat(31)}`,
  ];
  for (const file of costly) assert.equal(verdict(file, 'u', 'pässwörd'), 'unknown', file);
});

test('the lines of a user file are those that nginx finds', () => {
  const file = [
    '# comment:{PLAIN}x',
    '',
    'apr1:$apr1$saltsalt$yAAkm4libquA.ZWLHbSBq/:a comment after the hash',
    'cleartext:password',
    'digest:Realm:5f4dcc3b5aa765d61d8327deb882cf99',
    ' leading:{PLAIN}password',
    'nohash:',
    'bad:$9$nosuchscheme$xyz$',
    'twice:{PLAIN}password',
    'twice:{PLAIN}second',
    'lastline:{PLAIN}password',
  ].join('\n');
  assert.equal(verdict(file, 'apr1', 'password'), 'accepted');
  assert.equal(verdict(file, 'cleartext', 'password'), 'no hash that nginx can use');
  assert.equal(verdict(file, 'digest', 'password'), 'no hash that nginx can use');
  assert.equal(verdict(file, 'leading', 'password'), 'no such user');
  assert.equal(verdict(file, ' leading', 'password'), 'accepted');
  assert.equal(verdict(file, 'nohash', ''), 'no hash that nginx can use');
  assert.equal(verdict(file, 'bad', 'password'), 'no hash that nginx can use');
  assert.equal(verdict(file, 'twice', 'password'), 'accepted');
  assert.equal(verdict(file, 'twice', 'second'), 'wrong password');
  assert.equal(verdict(file, 'lastline', 'password'), 'accepted');
  assert.equal(verdict(file, '# comment', 'x'), 'no such user');
  assert.deepEqual(
    readUserFile(file).lines.map((line) => line.format),
    ['apr1', 'cleartext', 'digest', 'plain-prefix', 'empty', 'unknown', ...Array(3).fill('plain-prefix')],
  );
});

test('a line without a colon takes the next line with it, if that starts alike', () => {
  assert.equal(verdict('ali\nalice:{PLAIN}x\n', 'alice', 'x'), 'no such user');
  assert.equal(verdict('ali\r\nalice:{PLAIN}x\r\n', 'alice', 'x'), 'accepted');
  assert.equal(verdict('bob\nalice:{PLAIN}x\n', 'alice', 'x'), 'accepted');
  assert.deepEqual(flaws('ali\nalice:{PLAIN}x\n'), [['no-colon'], ['skipped']]);
});

test('line ends of Windows and of no system, a byte order mark, and a hash past the buffer', () => {
  assert.equal(verdict('\r\nalice:{PLAIN}x\r\nbob:{PLAIN}y\r\n', 'bob', 'y'), 'accepted');
  assert.equal(readUserFile('\r\nalice:{PLAIN}x\r\n').lines.length, 1);
  assert.equal(verdict('alice:{PLAIN}x\rbob:{PLAIN}y\r', 'alice', 'x'), 'accepted');
  assert.equal(verdict('alice:{PLAIN}x\rbob:{PLAIN}y\r', 'bob', 'y'), 'no such user');
  assert.equal(verdict('\uFEFFalice:{PLAIN}x\nbob:{PLAIN}y', 'alice', 'x'), 'no such user');
  assert.equal(verdict('\uFEFFalice:{PLAIN}x\nbob:{PLAIN}y', 'bob', 'y'), 'accepted');
  assert.equal(verdict(`u:{PLAIN}${'p'.repeat(3000)}`, 'u', 'p'.repeat(2041)), 'accepted');
});

test('spans point at the user and the hash', () => {
  const text = '# who\nalice:{PLAIN}x:note\r\nböb:y\n';
  const [alice, bob] = readUserFile(text).lines;
  const cut = (part: { start: number; end: number } | undefined) => text.slice(part?.start, part?.end);
  assert.deepEqual(
    [cut(alice?.span), cut(alice?.userSpan), cut(alice?.hashSpan), alice?.comment],
    ['alice:{PLAIN}x:note', 'alice', '{PLAIN}x', 'note'],
  );
  assert.deepEqual(
    [cut(bob?.span), cut(bob?.userSpan), cut(bob?.hashSpan), bob?.comment],
    ['böb:y', 'böb', 'y', null],
  );
});

test('flaws of lines are named', () => {
  const apr1 = '$apr1$pepper42$sBWg0GF/u92XCMZhXs4Hi.';
  const cases: readonly (readonly [file: string, flaw: string])[] = [
    [`\uFEFFalice:${apr1}`, 'byte-order-mark'],
    [` alice:${apr1}`, 'leading-blank'],
    [`alice :${apr1}`, 'blank-before-colon'],
    [`'alice:${apr1}`, 'quoted'],
    ['alice', 'no-colon'],
    [`:${apr1}`, 'no-user'],
    [`alice:${apr1} `, 'trailing-blank'],
    [`alice:${apr1.replaceAll('$', '$$$$')}`, 'doubled-dollar'],
    [`alice:${apr1.slice(0, -1)}`, 'malformed'],
    [`alice:${apr1}'`, 'malformed'],
    ['alice:$2y$05$abcdefghijklmnopqrstuu', 'malformed'],
    ['alice:$1$pep!er$6lmF0WCvYkoh4gF6e2WAU1', 'malformed'],
    [`al\uFFFDce:${apr1}`, 'not-utf8'],
  ];
  for (const [file, flaw] of cases) assert.deepEqual(flaws(file), [[flaw]], file);
  assert.deepEqual(flaws(`alice:${apr1}\nalice:{PLAIN}x`), [[], ['repeated-user']]);
});

test('what looks like a hash but is a password or a closed account is told apart', () => {
  const format = (hash: string) => readUserFile(`u:${hash}`).lines[0]?.format;
  assert.equal(format('Tr0ub4dor&3'), 'cleartext');
  assert.equal(format('abcdefghijklm'), 'cleartext');
  assert.equal(format('abcdefghijkl.'), 'des-crypt');
  assert.equal(format('*'), 'locked');
  assert.equal(format('!$6$NaCl$abc'), 'locked');
  assert.equal(format('{CRYPT}$1$abc'), 'unknown');
  assert.equal(format('{{ admin_hash }}'), 'placeholder');
});

test('a template, or bytes that are no UTF-8, make it unknown as far as they reach', () => {
  const template =
    'alice:{PLAIN}x\n{% for user in users %}\n{{ user.name }}:{{ user.hash }}\n{% endfor %}\nbob:{PLAIN}y\n';
  assert.equal(verdict(template, 'alice', 'x'), 'accepted');
  assert.equal(verdict(template, 'bob', 'y'), 'unknown');
  assert.equal(verdict(template, 'carol', 'z'), 'unknown');
  assert.equal(verdict('jos\uFFFD:{PLAIN}x\n', 'josé', 'x'), 'unknown');
});

test('a password that is no UTF-8 is compared byte by byte', () => {
  const file = readUserFile('josé:{PLAIN}x\n');
  assert.equal(checkPassword(file, 'jos\xe9', 'x').kind, 'refused');
  assert.equal(checkPassword(file, 'jos\xc3\xa9', 'x').kind, 'accepted');
  assert.equal(checkPassword(file, 'jos\xc3\xa9', '\xe9').kind, 'refused');
});

test('credentials are read as ngx_http_auth_basic_user does', () => {
  const user = { kind: 'credentials', user: 'a', password: 'x' };
  const accepted = ['Basic YTp4', 'basic YTp4', 'BASIC    YTp4', 'Basic YTp4=', 'Basic YTp4=garbage!'];
  for (const value of accepted) assert.deepEqual(decodeBasic(value), user, value);
  assert.deepEqual(decodeBasic('Basic YTo'), { kind: 'credentials', user: 'a', password: '' });
  assert.deepEqual(decodeBasic('Basic YTpiOmM='), { kind: 'credentials', user: 'a', password: 'b:c' });
  assert.deepEqual(decodeBasic('Basic w6k6/w=='), {
    kind: 'credentials',
    user: '\xc3\xa9',
    password: '\xff',
  });
  const refused: readonly (readonly [value: string, why: string])[] = [
    ['', 'not Basic'],
    ['Basic', 'not Basic'],
    ['Basic ', 'not Basic'],
    ['Basic\tYTp4', 'not Basic'],
    ['BasicYTp4', 'not Basic'],
    ['Bearer YTp4', 'not Basic'],
    ['Basic Y', 'not base64'],
    ['Basic YTp4 x', 'not base64'],
    ['Basic YTp-', 'not base64'],
    ['Basic YWI=', 'no colon'],
    ['Basic OnA=', 'no user name'],
  ];
  for (const [value, why] of refused) assert.deepEqual(decodeBasic(value), { kind: 'none', why }, value);
});
