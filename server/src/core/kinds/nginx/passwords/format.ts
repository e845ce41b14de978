// The forms that the second field of a user file's line can have, told by the text alone.

export type HashFormat =
  | 'apr1'
  | 'md5-crypt'
  | 'sha256-crypt'
  | 'sha512-crypt'
  | 'bcrypt'
  | 'yescrypt'
  | 'des-crypt'
  /** Another method of crypt(3), which some systems have and others have not. */
  | 'other-crypt'
  /** `{PLAIN}` and the password. */
  | 'plain-prefix'
  | 'sha'
  | 'ssha'
  /** The password itself, without `{PLAIN}`. Only nginx for Windows takes it for one (src/os/win32/ngx_user.c). */
  | 'cleartext'
  /** A line of htdigest: `user:realm:MD5`. */
  | 'digest'
  | 'empty'
  /** `*`, `!` and the like: an account that nobody shall log in to. */
  | 'locked'
  /** A hole that some template or script fills in. */
  | 'placeholder'
  /** A hash by its looks, but none that nginx or crypt(3) knows. */
  | 'unknown';

/** What a field looks like, and whether any password can be right for it, as far as its text tells. */
export type HashShape = { readonly format: HashFormat; readonly usable: boolean };

type Known = { readonly format: HashFormat; readonly prefix: RegExp; readonly whole: RegExp };

/**
 * The forms that nginx or crypt(3) choose by a prefix, and what a hash of theirs looks like as a whole. nginx compares the
 * stored text with the hash that it computes, so what differs from the whole form can match no password.
 */
const KNOWN: readonly Known[] = [
  { format: 'apr1', prefix: /^\$apr1\$/, whole: /^\$apr1\$[^$]{0,8}\$[./0-9A-Za-z]{21}[./01]$/ },
  { format: 'plain-prefix', prefix: /^\{PLAIN\}/, whole: /^/ },
  { format: 'ssha', prefix: /^\{SSHA\}/, whole: /^\{SSHA\}[A-Za-z0-9+/]{27}[A-Za-z0-9+/=]*$/ },
  { format: 'sha', prefix: /^\{SHA\}/, whole: /^\{SHA\}[A-Za-z0-9+/]{27}=$/ },
  { format: 'md5-crypt', prefix: /^\$1\$/, whole: /^\$1\$[^$]{0,8}\$[./0-9A-Za-z]{21}[./01]$/ },
  {
    format: 'sha256-crypt',
    prefix: /^\$5\$/,
    whole: /^\$5\$(rounds=[1-9]\d{3,8}\$)?[^$]{0,16}\$[./0-9A-Za-z]{43}$/,
  },
  {
    format: 'sha512-crypt',
    prefix: /^\$6\$/,
    whole: /^\$6\$(rounds=[1-9]\d{3,8}\$)?[^$]{0,16}\$[./0-9A-Za-z]{86}$/,
  },
  {
    format: 'bcrypt',
    prefix: /^\$2[abxy]\$/,
    whole: /^\$2[abxy]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}$/,
  },
  { format: 'yescrypt', prefix: /^\$y\$/, whole: /^\$y\$[^$]+\$[^$]*\$[./0-9A-Za-z]{43}$/ },
  { format: 'other-crypt', prefix: /^\$(gy|7|sm3|sm3y|md5|sha1|3)[$,]|^_[./0-9A-Za-z]{19}$/, whole: /^/ },
];

/** Eleven characters of 6 bits are 66 bits for the 64 of DES, so every eleventh ends in two zeros. */
const DES = /^[./0-9A-Za-z]{2}([./0-9A-Za-z]{10}[.26AEIMQUYcgkosw]){1,16}$/;
const LOCKED = /^([!*]+|\*(LK|NP|0|1)\*?|[!*]+\$.*|x)$/;
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|\{#/;

/** Characters that crypt(3) allows in no setting (libxcrypt, lib/crypt.c, check_badsalt_chars). */
const REFUSED_BY_CRYPT = /[^\x21-\x7e]|[!*:;\\]/;

/**
 * Tells the form of a hash.
 * @param hash the second field, up to the next `:` or the end of the line
 * @param rest what follows on the line after that `:`
 */
export function hashShape(hash: string, rest: string | null): HashShape {
  if (hash === '') return { format: 'empty', usable: false };
  if (isPlaceholder(hash)) return { format: 'placeholder', usable: true };
  const known = KNOWN.find(({ prefix }) => prefix.test(hash));
  if (known !== undefined) return { format: known.format, usable: isWhole(known, hash) };
  if (rest !== null && /^[0-9a-fA-F]{32}\s*$/.test(rest)) return { format: 'digest', usable: false };
  if (DES.test(hash)) return { format: 'des-crypt', usable: true };
  if (LOCKED.test(hash)) return { format: 'locked', usable: false };
  const format = /^\$+[\w-]{1,12}\$|^\{[\w.-]{2,16}\}/.test(hash) ? 'unknown' : 'cleartext';
  return { format, usable: false };
}

/** Whether a text holds a hole of a template language, so that what nginx gets to read is something else. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

function isWhole({ format, whole }: Known, hash: string): boolean {
  const own = format === 'plain-prefix' || format === 'sha' || format === 'ssha' || format === 'apr1';
  return whole.test(hash) && (own || !REFUSED_BY_CRYPT.test(hash));
}
