// Marks in the examples of a page: comments that say which finding starts on a line.

export type Mark = {
  readonly file: string;
  /** The line of the example without its marks, counted from 1. */
  readonly line: number;
  readonly certainty: 'assert' | 'hint';
  readonly rule: string;
  /** A part of the finding's message. */
  readonly message: string;
};

const MARK = /(?:^|\s+)(?:#|\/\/)\s*(error|hint):\s*\[([\w/-]+)\]\s*"(.*?)"\s*$/;

/**
 * Takes the marks out of an example. A mark at the end of a line is for that line, one alone on a line for the next.
 * What is left is what the files of the example hold.
 */
export function takeMarks(
  file: string,
  text: string,
): { readonly text: string; readonly marks: readonly Mark[] } {
  const kept: string[] = [];
  const marks: Mark[] = [];
  for (const line of text.split('\n')) {
    let rest = line;
    const own: Omit<Mark, 'line'>[] = [];
    for (let match = MARK.exec(rest); match !== null; match = MARK.exec(rest)) {
      const [, level, rule = '', message = ''] = match;
      own.unshift({ file, certainty: level === 'hint' ? 'hint' : 'assert', rule, message });
      rest = rest.slice(0, match.index);
    }
    const isAlone = own.length > 0 && rest.trim() === '';
    marks.push(...own.map((mark) => ({ ...mark, line: kept.length + 1 })));
    if (!isAlone) kept.push(rest);
  }
  return { text: kept.join('\n'), marks };
}
