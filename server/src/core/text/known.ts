// What was found out about a text by searching all of it, kept for as long as nothing that it depends on changes.
import type { TextChange } from './change';

/** So many lines around a change are looked at, too. */
const LINES_AROUND = 3;

/** Answers about one text. Those that were given about an earlier version of it hold where they cannot have changed. */
export class KnownText {
  readonly #answers = new Map<string, { readonly marker: string; readonly value: boolean }>();

  constructor(
    readonly text: string,
    previous?: KnownText,
    change?: TextChange,
  ) {
    if (previous === undefined || change === undefined) return;
    const before = linesAround(previous.text, change.start, change.oldEnd);
    const after = linesAround(text, change.start, change.newEnd);
    for (const [name, answer] of previous.#answers) {
      if (!before.includes(answer.marker) && !after.includes(answer.marker)) this.#answers.set(name, answer);
    }
  }

  /** Whether the text has a word in it. */
  has(word: string): boolean {
    return this.ask(`has ${word}`, word, (text) => text.includes(word));
  }

  /**
   * The answer to a question that nothing has a part in but some lines that have a marker in them, and those next to them.
   * @param name tells the question from all others
   */
  ask(name: string, marker: string, answer: (text: string) => boolean): boolean {
    const known = this.#answers.get(name);
    if (known !== undefined) return known.value;
    const value = answer(this.text);
    this.#answers.set(name, { marker, value });
    return value;
  }
}

function linesAround(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  for (let i = 0; i <= LINES_AROUND; i++) {
    start = start <= 0 ? 0 : text.lastIndexOf('\n', start - 1);
    end = end < 0 ? end : text.indexOf('\n', end + 1);
  }
  return text.slice(Math.max(0, start), end < 0 ? text.length : end);
}
