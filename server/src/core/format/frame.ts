// Code frames: the lines that a finding marks, with what is to be said under each, over several files.
import type { FileId, Place } from '../text/span';
import type { Colour, Paint } from './paint';
import { starred, withoutSecrets } from './secret';
import type { Source } from './source';
import { columnOf, showLine, showText } from './width';

export type Mark = Place & {
  readonly message: string;
  readonly primary: boolean;
};

/** Lines that are wider than this are cut around what they mark. */
const MAX_WIDTH = 140;

/** How much of a cut line stands before its mark. */
const LEAD = 40;

/** What every row of a frame is drawn with. */
type Pen = {
  readonly source: Source;
  /** What is not to be shown. */
  readonly secrets: readonly Place[];
  /** The colour of what the primary mark marks. */
  readonly colour: Colour;
  readonly paint: Paint;
  /** The width of the line numbers. */
  readonly gutter: number;
};

/**
 * Draws marks. The primary mark's file comes first, then the others in the order of the marks;
 * in a file the lines come in order, and what lies between them is left out. Secrets are stars.
 */
export function drawFrame(
  marks: readonly Mark[],
  source: Source,
  colour: Colour,
  paint: Paint,
  secrets: readonly Place[] = [],
): readonly string[] {
  const lastLine = Math.max(...marks.map((mark) => source.range(mark).start.line));
  const pen: Pen = { source, secrets, colour, paint, gutter: String(lastLine).length };
  const primaryFirst = [...marks].sort((a, b) => Number(b.primary) - Number(a.primary));
  const files = [...new Set(primaryFirst.map(({ file }) => file))];
  return files.flatMap((file, index) => {
    const own = primaryFirst.filter((mark) => mark.file === file);
    const [first] = own;
    if (first === undefined) return [];
    const { line, column } = source.range(first).start;
    const arrow = paint.paint('blue', index === 0 ? '-->' : ':::');
    const place = `${showText(source.name(file))}:${line}:${column}`;
    return [`${' '.repeat(pen.gutter)}${arrow} ${place}`, margin(pen), ...drawFile(file, own, pen)];
  });
}

function drawFile(file: FileId, marks: readonly Mark[], pen: Pen): readonly string[] {
  const { source } = pen;
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const { line } = source.range(mark).start;
    byLine.set(line, [...(byLine.get(line) ?? []), mark]);
  }
  const lines = [...byLine.keys()].sort((a, b) => a - b);
  return lines.flatMap((line, index) => {
    const before = lines[index - 1] ?? line - 1;
    const between =
      line - before === 2
        ? [numbered(before + 1, cut(shownLine(file, before + 1, pen), 0).text, pen)]
        : line - before > 2
          ? [pen.paint.paint('blue', '...')]
          : [];
    return [...between, ...drawLine(file, line, byLine.get(line) ?? [], pen)];
  });
}

function drawLine(file: FileId, line: number, marks: readonly Mark[], pen: Pen): readonly string[] {
  const { source, colour, paint } = pen;
  const text = shownLine(file, line, pen);
  const sorted = [...marks].sort(
    (a, b) => a.span.start - b.span.start || Number(b.primary) - Number(a.primary),
  );
  const [first] = sorted;
  const window = cut(text, first === undefined ? 0 : source.range(first).start.column - 1);
  const rows = sorted.map((mark) => {
    const { start, end } = source.range(mark);
    const from = window.place(start.column - 1);
    const to = window.place(end.line === line ? end.column - 1 : text.length);
    const under = (mark.primary ? '^' : '-').repeat(Math.max(1, to - from));
    const message = mark.message === '' ? '' : ` ${showText(mark.message)}`;
    return `${margin(pen)} ${' '.repeat(from)}${paint.paint(mark.primary ? colour : 'blue', under + message)}`;
  });
  return [numbered(line, window.text, pen), ...rows];
}

/** A line without the secrets that are known to stand on it. */
function shownLine(file: FileId, line: number, { source, secrets }: Pen): string {
  let text = source.line(file, line);
  for (const secret of secrets) {
    const { start, end } = source.range(secret);
    if (secret.file === file && start.line === line)
      text = starred(text, start.column - 1, end.line === line ? end.column - 1 : text.length);
  }
  return text;
}

function margin({ gutter, paint }: Pen): string {
  return `${' '.repeat(gutter)} ${paint.paint('blue', '|')}`;
}

function numbered(line: number, text: string, { gutter, paint }: Pen): string {
  return `${paint.paint('blue', `${String(line).padStart(gutter)} |`)} ${text}`.trimEnd();
}

type Window = { readonly text: string; place(offset: number): number };

/** A line as far as it fits, starting a little before what it marks. */
function cut(line: string, offset: number): Window {
  // A document on one line has megabytes: only as much of it is looked at as may be shown.
  if (line.length <= MAX_WIDTH * 4 && columnOf(line, line.length) <= MAX_WIDTH)
    return { text: showLine(withoutSecrets(line)), place: (at) => columnOf(line, at) };
  const start = Math.max(0, offset - LEAD);
  // What makes a word a secret may stand outside of what is shown.
  const before = Math.min(start, MAX_WIDTH);
  const around = withoutSecrets(line.slice(start - before, start + 2 * MAX_WIDTH));
  const part = around.slice(before, before + MAX_WIDTH);
  const head = start > 0 ? '…' : '';
  const tail = start + MAX_WIDTH < line.length ? '…' : '';
  return {
    text: head + showLine(part) + tail,
    place: (at) => head.length + columnOf(part, Math.min(Math.max(0, at - start), part.length)),
  };
}
