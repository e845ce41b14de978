// Whether nginx lets a user in with a password, as a user file says.
import { decodeBase64, encodeBase64 } from './base64';
import { bcrypt, bcryptCost } from './bcrypt';
import { beforeNul, byteString, bytesOf, concat, utf8Bytes, utf8Text } from './bytes';
import { desCrypt } from './des-crypt';
import type { HashFormat } from './format';
import { md5Crypt } from './md5-crypt';
import { shaCrypt, shaCryptRounds } from './sha-crypt';
import { sha1 } from './sha1';
import { isUncertain, type UserFile, type UserLine } from './user-file';

export type PasswordCheck =
  | { readonly kind: 'accepted'; readonly line: UserLine }
  | { readonly kind: 'refused'; readonly why: 'no such user'; readonly line: null }
  | {
      readonly kind: 'refused';
      readonly why: 'wrong password' | 'no hash that nginx can use';
      readonly line: UserLine;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly line: UserLine };

/** What is cheap enough to compute while somebody waits: about 150 ms on a machine of 2020. */
const MOST_BCRYPT_COST = 11;
const MOST_SHA_ROUNDS = 20_000;

/** nginx reads the file through a buffer of this size, and a hash ends where it is full (NGX_HTTP_AUTH_BUF_SIZE). */
const LONGEST_HASH = 2048;

/** crypt(3) refuses passwords of 512 bytes and more (libxcrypt, CRYPT_MAX_PASSPHRASE_SIZE). */
const LONGEST_CRYPT_PASSWORD = 511;

/**
 * Checks a password as nginx 1.22 does on a system with libxcrypt, such as Debian, Fedora or Ubuntu: by the first line
 * that has the user (src/http/modules/ngx_http_auth_basic_module.c, src/core/ngx_crypt.c, crypt(3)). What is refused with
 * "no hash that nginx can use" is answered with 500 instead of 401 where crypt(3) is that of glibc before 2.28.
 * @param user the user's name as a byte string: one character for each byte
 * @param password as a byte string
 * @returns unknown where the hash is of a kind that is not computed here, or too costly to, or the file is a template
 */
export function checkPassword(file: UserFile, user: string, password: string): PasswordCheck {
  const line = findUser(file, user);
  const doubt = file.lines.find(
    (other) => isUncertain(other) && (line === null || other.span.start <= line.span.start),
  );
  if (doubt !== undefined) return { kind: 'unknown', reason: reasonOf(doubt), line: doubt };
  if (line === null) return { kind: 'refused', why: 'no such user', line };
  if (!line.usable) return { kind: 'refused', why: 'no hash that nginx can use', line };
  const stored = beforeNul(byteString(utf8Bytes(line.hash).subarray(0, LONGEST_HASH)));
  const reason = tooMuch(line.format, stored, password);
  if (reason !== null) return { kind: 'unknown', reason, line };
  const computed = encryptOnce(line.format, beforeNul(password), stored);
  return computed === stored ? { kind: 'accepted', line } : { kind: 'refused', why: 'wrong password', line };
}

function reasonOf(doubt: UserLine): string {
  return doubt.flaws.includes('not-utf8')
    ? 'the user file has bytes that are no UTF-8'
    : 'the user file is filled in from a template';
}

/**
 * The line whose hash nginx checks. This is its state machine, and not a search among the lines, because the two differ
 * after a line without a colon.
 */
function findUser({ text, lines }: UserFile, byteStringOfUser: string): UserLine | null {
  const user = utf8Text(byteStringOfUser);
  if (user === null) return null;
  const wanted = `${user}:`;
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (matched === 0 && character === '\n') continue;
    const comment = matched === 0 && (character === '#' || character === '\r');
    if (!comment && character === wanted.charAt(matched)) {
      matched++;
      if (matched === wanted.length) return lines.find((line) => line.hashSpan.start === at + 1) ?? null;
      continue;
    }
    // The rest of the line is skipped, which is the next line if this character ends the present one.
    const end = text.indexOf('\n', at + 1);
    if (end < 0) return null;
    at = end;
    matched = 0;
  }
  return null;
}

/** Why a hash is not computed here; `null` where it is. */
function tooMuch(format: HashFormat, stored: string, password: string): string | null {
  if (format === 'yescrypt') return 'yescrypt hashes are not computed';
  if (format === 'other-crypt') return 'hashes of this kind are not computed';
  const rounds = format === 'sha256-crypt' || format === 'sha512-crypt' ? shaCryptRounds(stored) : 0;
  const cost = format === 'bcrypt' ? bcryptCost(stored) : 0;
  if ((rounds ?? 0) > MOST_SHA_ROUNDS || (cost ?? 0) > MOST_BCRYPT_COST)
    return 'the hash is too costly to check';
  const oldBcrypt = /^\$2([ax])\$/.exec(stored)?.[1];
  // crypt_blowfish keeps the sign extension of its first versions in $2x$, and guards against it in $2a$.
  if (oldBcrypt === 'x' && /[\x80-\xff]/.test(password))
    return 'hashes of the kind $2x$ are not computed for this password';
  if (oldBcrypt === 'a' && /\xff/.test(password))
    return 'hashes of the kind $2a$ are not computed for this password';
  return null;
}

/** What nginx compares with the stored hash: the password, hashed with its salt. `null` where there is no such thing. */
/** Hashes are slow on purpose, and one analysis asks for the same ones again and again. */
const MOST_KEPT = 1000;
const kept = new Map<string, string | null>();

function encryptOnce(format: HashFormat, password: string, stored: string): string | null {
  const key = `${format} ${stored} ${password}`;
  let computed = kept.get(key);
  if (computed === undefined) {
    computed = encrypt(format, password, stored);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, computed);
  }
  return computed;
}

function encrypt(format: HashFormat, password: string, stored: string): string | null {
  const bytes = bytesOf(password);
  switch (format) {
    case 'plain-prefix':
      return `{PLAIN}${password}`;
    case 'sha':
      return `{SHA}${encodeBase64(sha1(bytes))}`;
    case 'ssha':
      return saltedSha(bytes, stored);
    case 'apr1':
      return md5Crypt(bytes, stored, '$apr1$');
    default:
      return bytes.length > LONGEST_CRYPT_PASSWORD ? null : crypt(format, bytes, stored);
  }
}

/** `{SSHA}`: base64 of the SHA-1 digest of password and salt, and the salt after it (ngx_crypt_ssha). */
function saltedSha(password: Uint8Array, stored: string): string {
  const salt = decodeBase64(stored.slice('{SSHA}'.length))?.subarray(20) ?? new Uint8Array();
  return `{SSHA}${encodeBase64(concat(sha1(concat(password, salt)), salt))}`;
}

function crypt(format: HashFormat, password: Uint8Array, stored: string): string | null {
  switch (format) {
    case 'md5-crypt':
      return md5Crypt(password, stored, '$1$');
    case 'sha256-crypt':
      return shaCrypt(password, stored, '$5$');
    case 'sha512-crypt':
      return shaCrypt(password, stored, '$6$');
    case 'bcrypt':
      return bcrypt(password, stored);
    case 'des-crypt':
      return desCrypt(password, stored);
    default:
      return null;
  }
}
