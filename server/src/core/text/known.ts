// What was found out about a text by searching all of it, kept for as long as nothing that it depends on changes.
import type { TextChange } from './change';
import type { Chars } from './pieces';

/** So many lines around a change are looked at, too. */
const LINES_AROUND = 3;

/** They are looked for in so many characters at first. */
const REACH = 1000;

/** Whether there is something in a text: on one line, or on some that are next to each other. */
type Question = (text: string) => boolean;

/** Answers about one text. Those that were given about an earlier version of it hold where they cannot have changed. */
export class KnownText {
  readonly #answers = new Map<string, { readonly isIn: Question; readonly value: boolean }>();
  /** Whether every answer about the earlier version holds for this one. */
  readonly isStill: boolean;

  constructor(
    readonly text: Chars,
    previous?: KnownText,
    change?: TextChange,
  ) {
    this.isStill = previous !== undefined && change !== undefined;
    if (previous === undefined || change === undefined) return;
    const before = linesAround(previous.text, change.start, change.oldEnd);
    const after = linesAround(text, change.start, change.newEnd);
    for (const [name, { isIn, value }] of previous.#answers) {
      const has = isIn(after);
      // What was there may have been these lines alone.
      if (value && !has && isIn(before)) this.isStill = false;
      else this.#answers.set(name, { isIn, value: value || has });
      if (has && !value) this.isStill = false;
    }
  }

  /** Whether the text has a word in it. */
  has(word: string): boolean {
    return this.ask(`has ${word}`, (text) => text.includes(word));
  }

  /**
   * Whether what is asked for is in the text.
   * @param name tells the question from all others
   */
  ask(name: string, isIn: Question): boolean {
    const known = this.#answers.get(name);
    if (known !== undefined) return known.value;
    const value = isIn(String(this.text));
    this.#answers.set(name, { isIn, value });
    return value;
  }
}

function linesAround(text: Chars, from: number, to: number): string {
  for (let reach = REACH; ; reach *= 4) {
    const start = Math.max(0, from - reach);
    const end = Math.min(text.length, to + reach);
    const part = text.slice(start, end);
    const [first, last] = linesIn(part, from - start, to - start);
    if ((first > 0 || start === 0) && (last >= 0 || end === text.length))
      return part.slice(Math.max(0, first), last < 0 ? part.length : last);
  }
}

/** The starts of some lines before and behind a part of a text: 0 and -1 where there are no more. */
function linesIn(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  for (let i = 0; i <= LINES_AROUND; i++) {
    start = start <= 0 ? 0 : Math.max(0, text.lastIndexOf('\n', start - 1));
    end = end < 0 ? end : text.indexOf('\n', end + 1);
  }
  return [start, end];
}
