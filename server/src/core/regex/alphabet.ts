// The units to make examples of: one for each class of units that patterns do not tell apart.
import { WORD_UNITS } from './escapes';
import type { Language } from './language';
import { contains, MAX_UNIT, type UnitSet } from './unit-set';

/** Units by how natural they look in a path. */
const NATURAL = 'abcdefghijklmnopqrstuvwxyz0123456789/-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const NEWLINE = 0x0a;

/**
 * One unit for each class, the natural ones first. A newline is never among them: a URI hardly has one, and it would
 * make `$` and `.` mean something that nobody has in mind.
 */
export function alphabetOf(languages: readonly Language[]): readonly number[] {
  const sets = setsOf(languages);
  const classOf = classesOf(sets);
  const classes = new Map<number, number>();
  for (const unit of candidates(sets)) {
    const own = classOf(unit);
    if (!classes.has(own)) classes.set(own, unit);
  }
  return [...classes.values()];
}

/** Numbers the classes of units. Between two places where a set starts or ends, all units are in one class. */
function classesOf(sets: readonly UnitSet[]): (unit: number) => number {
  const starts = new Set([0]);
  for (const set of sets) for (const [i, edge] of set.entries()) starts.add(i % 2 === 0 ? edge : edge + 1);
  const ordered = [...starts].sort((a, b) => a - b);
  const numbers = new Map<string, number>();
  const classes = ordered.map((start) => {
    const key = sets.map((set) => (contains(set, start) ? 1 : 0)).join('');
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
  const bytes = new Uint16Array(0x100);
  for (const [i, start] of ordered.entries()) if (start < 0x100) bytes.fill(classes[i] ?? 0, start);
  return (unit) => bytes[unit] ?? classes[ordered.findLastIndex((start) => start <= unit)] ?? 0;
}

/** Whether a language asks for a newline by name, and so has texts that no example can show. */
export function asksForNewline(language: Language): boolean {
  return setsOf([language]).some((set) => set.length === 2 && set[0] === NEWLINE && set[1] === NEWLINE);
}

/** All sets that the languages test a unit for, without repetitions. */
function setsOf(languages: readonly Language[]): readonly UnitSet[] {
  const sets = new Map<string, UnitSet>();
  for (const { steps, words } of languages) {
    if (words) sets.set(WORD_UNITS.join(), WORD_UNITS);
    for (const step of steps) {
      const tested = step.kind === 'set' ? [step.set] : step.kind === 'behind' ? step.options.flat() : [];
      for (const set of tested) if (set !== 'start') sets.set(set.join(), set);
    }
  }
  return [...sets.values()];
}

/**
 * All units that may be in a class of their own, by how natural they look: what is printed, then bytes beyond ASCII,
 * then control characters, then what a set names beyond bytes.
 */
function* candidates(sets: readonly UnitSet[]): Generator<number> {
  for (let i = 0; i < NATURAL.length; i++) yield NATURAL.charCodeAt(i);
  for (let unit = 0x21; unit < 0x7f; unit++) yield unit;
  yield 0x20;
  for (let unit = 0x80; unit < 0x100; unit++) yield unit;
  yield 0x7f;
  for (let unit = 0x1f; unit >= 0; unit--) if (unit !== NEWLINE) yield unit;
  // The complement of a set of bytes reaches beyond them, but names nothing there.
  for (const edge of sets.flat()) if (edge > 0x100 && edge < MAX_UNIT) yield* [edge - 1, edge, edge + 1];
}
