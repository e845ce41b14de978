// Shell patterns as glob(3) and fnmatch(3) read them: `*`, `?`, `[…]` and `\`, within one part of a path.
import { inTable } from './table';

/** Whether a part of a path is a pattern, so that names have to be looked up. */
export function isPattern(part: string): boolean {
  return /[*?[]/.test(part);
}

/**
 * Whether a name matches a pattern that has no `/` in it. A leading dot must be matched by a dot
 * (FNM_PERIOD, which glob(3) sets), so `*` takes no dot files. The time is linear in pattern times name.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !/^\\?\./.test(pattern)) return false;
  let at = 0;
  let step = 0;
  // Where to go on when what follows the last `*` does not match: that star takes one character more.
  let star: { readonly after: number; taken: number } | null = null;
  while (at < name.length) {
    if (pattern.charAt(step) === '*') {
      star = { after: step + 1, taken: at };
      step++;
      continue;
    }
    const next = matchOne(pattern, step, name.charAt(at));
    if (next !== null) {
      step = next;
      at++;
    } else if (star !== null) {
      star.taken++;
      at = star.taken;
      step = star.after;
    } else {
      return false;
    }
  }
  while (pattern.charAt(step) === '*') step++;
  return step === pattern.length;
}

/** The offset after the element of a pattern that matches a character, `null` where it does not. */
function matchOne(pattern: string, at: number, character: string): number | null {
  const element = pattern.charAt(at);
  if (element === '') return null;
  if (element === '?') return at + 1;
  if (element === '[') {
    const set = readSet(pattern, at);
    if (set !== null) return set.has(character) ? set.end : null;
  }
  if (element === '\\' && at + 1 < pattern.length)
    return pattern.charAt(at + 1) === character ? at + 2 : null;
  return element === character ? at + 1 : null;
}

type CharacterSet = { readonly end: number; has(character: string): boolean };

/** Reads `[…]`; `null` where it is not closed, so that the bracket stands for itself. */
function readSet(pattern: string, start: number): CharacterSet | null {
  let at = start + 1;
  const negated = /[!^]/.test(pattern.charAt(at));
  if (negated) at++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; first || pattern.charAt(at) !== ']'; first = false) {
    if (at >= pattern.length) return null;
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named !== null) {
      const name = named[1] ?? '';
      tests.push((character) => inTable(CLASSES, name)?.test(character) ?? false);
      at += named[0].length;
      continue;
    }
    if (pattern.charAt(at) === '\\') at++;
    const low = pattern.charAt(at++);
    let high = low;
    if (pattern.charAt(at) === '-' && !['', ']'].includes(pattern.charAt(at + 1))) {
      at += pattern.charAt(at + 1) === '\\' ? 2 : 1;
      high = pattern.charAt(at++);
    }
    tests.push((character) => low <= character && character <= high);
  }
  return { end: at + 1, has: (character) => tests.some((test) => test(character)) !== negated };
}

/** The character classes of POSIX in the C locale. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** Compares names by the bytes of their UTF-8 form, which is the order of their code points. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    // A surrogate stands for a code point above all that fit one unit.
    const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
    return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const SURROGATE = /[\ud800-\udfff]/;

/** Names in the order of `compareBytes`: that of their code units, which engines compare by themselves, where none is a surrogate. */
export function inByteOrder(names: Iterable<string>): string[] {
  const all = [...names];
  return all.some((name) => SURROGATE.test(name)) ? all.sort(compareBytes) : all.sort();
}
