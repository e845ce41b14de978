// The configuration after its includes: directives in the order in which nginx reads them, each with its file.
import type { Directive, Word } from '../../../syntax/nginx';
import type { FileId, Place, Span } from '../../../text/span';

/** A directive at its place in the whole configuration. */
export type Line = {
  readonly name: string;
  readonly args: readonly Word[];
  readonly file: FileId;
  readonly node: Directive;
  readonly body: Lines | null;
};

/** The directives of one block, and what could not be read of it. */
export type Lines = {
  readonly list: readonly Line[];
  /** Includes and template statements whose directives are not known. */
  readonly gaps: readonly Gap[];
};

/** A place at which directives may stand that are not known. */
export type Gap = Place & { readonly reason: string };

export const NO_LINES: Lines = { list: [], gaps: [] };

export function placeOf(line: Line): Place {
  return { file: line.file, span: headOf(line) };
}

/** The place of a directive's name alone. */
export function nameOf(line: Line): Place {
  return { file: line.file, span: line.node.name.span };
}

export function placeOfWord(line: Line, word: Word): Place {
  return { file: line.file, span: word.span };
}

/** From the first word to the last one, without the `;` or the block. */
export function headOf(line: Line): Span {
  return { start: line.node.name.span.start, end: (line.node.args.at(-1) ?? line.node.name).span.end };
}

/** The value of an argument, `''` where there is none. */
export function arg(line: Line, index: number): string {
  return line.args[index]?.value ?? '';
}

/** A directive as its author would write it on one line, for messages. */
export function textOf(line: Line): string {
  const words = [line.node.name, ...line.node.args].map(({ value, quote }) => {
    const mark = quote ?? (/\s|;|\{/.test(value) ? '"' : '');
    return mark + value + mark;
  });
  const text = words.join(' ').replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
