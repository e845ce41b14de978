// Shell patterns as glob(3) reads them, one path segment at a time.

/** Whether a segment of a pattern has a wildcard: `*`, `?` or `[`, not escaped by a backslash. */
export function hasWildcard(segment: string): boolean {
  return /^(?:[^\\*?[]|\\.)*[*?[]/s.test(segment);
}

/** The name that a segment without wildcards stands for. */
export function literalName(segment: string): string {
  return segment.replace(/\\(.)/gs, '$1');
}

/** Whether a name matches a segment. A leading dot is matched by a dot alone (glob(3) without GLOB_PERIOD). */
export function matchesSegment(pattern: string, name: string): boolean {
  const hidden = name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.');
  return !hidden && matchesName(pattern, name);
}

/** Whether a name matches a segment, a leading dot being a character like any other. */
export function matchesName(pattern: string, name: string): boolean {
  const units = readPattern(pattern);
  // The usual two-pointer walk: on a mismatch the last star takes one character more. Linear for one star, and never
  // worse than the product of both lengths.
  const characters = [...name];
  let unit = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < characters.length) {
    const current = units[unit];
    if (current === 'star') {
      star = unit++;
      starAt = at;
    } else if (current?.(characters[at] ?? '')) {
      unit++;
      at++;
    } else if (star >= 0) {
      unit = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (units[unit] === 'star') unit++;
  return unit === units.length;
}

/** Orders paths as glob(3) does in the C locale: by their bytes. */
export function compareBytes(left: string, right: string): number {
  const [a, b] = [encoder.encode(left), encoder.encode(right)];
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const encoder = new TextEncoder();

type Unit = 'star' | ((character: string) => boolean);

function readPattern(pattern: string): Unit[] {
  const units: Unit[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (character === '*') {
      units.push('star');
    } else if (character === '?') {
      units.push(() => true);
    } else if (character === '[') {
      const set = readSet(characters, i);
      if (set === null) {
        units.push((other) => other === '[');
      } else {
        units.push(set.test);
        i = set.end;
      }
    } else {
      const literal = character === '\\' ? (characters[++i] ?? '\\') : character;
      units.push((other) => other === literal);
    }
  }
  return units;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** Reads `[…]` from its bracket on; `null` when it is never closed, and so stands for itself. */
function readSet(
  characters: readonly string[],
  start: number,
): { test: Exclude<Unit, 'star'>; end: number } | null {
  let i = start + 1;
  const negated = characters[i] === '!' || characters[i] === '^';
  if (negated) i++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; i < characters.length; first = false) {
    if (characters[i] === ']' && !first) {
      return { test: (character) => tests.some((test) => test(character)) !== negated, end: i };
    }
    const named = /^\[:([a-z]+):\]/.exec(characters.slice(i, i + 12).join(''));
    if (named !== null) {
      const known = CLASSES[named[1] ?? ''];
      tests.push((character) => known?.test(character) ?? false);
      i += named[0].length;
      continue;
    }
    if (characters[i] === '\\') i++;
    const low = characters[i++] ?? '';
    if (characters[i] === '-' && i + 1 < characters.length && characters[i + 1] !== ']') {
      const high = characters[i + 1] ?? '';
      tests.push((character) => compareBytes(low, character) <= 0 && compareBytes(character, high) <= 0);
      i += 2;
    } else {
      tests.push((character) => character === low);
    }
  }
  return null;
}
