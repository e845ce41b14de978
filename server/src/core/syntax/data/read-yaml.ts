// Reads a YAML text: a short one as a whole, a long one part by part.
import type { TextChange } from '../../text/change';
import { type Chars, changeOf } from '../../text/pieces';
import { changedShape } from './block-change';
import { isDash } from './block-lines';
import { listIn, mapIn } from './block-source';
import { commentsIn, compose } from './compose';
import { documentOf, type Earlier, readOf } from './document';
import { outerProblems, problemsIn } from './duplicates';
import type { DataDocument, DataProblem } from './node';
import { firstContent, indentOf, outlineOf } from './outline';
import { found, type Located, shapeIn } from './shape';
import { type Readable, readable } from './template';

/** What the reading of a whole text found. */
type Roots = { readonly roots: readonly Located[]; readonly problems: readonly DataProblem[] };

/** How a long text is read. */
export type LongText = {
  /** Longer texts are read part by part, where their outline is sure. */
  readonly limit: number;
  /** In so many outer levels of those problems are looked for, */
  readonly levels: number;
  /** but not in what stands below these keys. */
  readonly unread: ReadonlySet<string>;
};

/** Reads a text; `previous` is a document of an earlier version, of which what did not change is taken over. */
export function readYaml(
  text: Chars,
  long: LongText,
  previous?: DataDocument,
  change?: TextChange,
): DataDocument {
  const isLong = text.length > long.limit;
  const earlier =
    isLong && previous !== undefined
      ? { document: previous, change: change ?? changeOf(previous.chars, text) }
      : null;
  const taken = earlier === null ? null : takenOver(text, earlier);
  const { readable, roots, hasTemplates, problems } = taken ?? readAnew(String(text), isLong, long.unread);
  const read = {
    roots,
    hasTemplates,
    problems: (): readonly DataProblem[] => [
      ...problems,
      ...roots.flatMap((root) => problemsBelow(readable, root, isLong ? long : null)),
    ],
    comments: (containing: string) =>
      commentsIn(String(readable))
        .map(({ span }) => ({ span, text: text.slice(span.start, span.end) }))
        .filter((comment) => comment.text.startsWith('#') && comment.text.includes(containing)),
  };
  return documentOf('yaml', text, readable, read, taken === null ? null : earlier);
}

/** What was found in a text, and the text that it was found in: with templates out of the way. */
type Whole = Roots & { readonly readable: Chars; readonly hasTemplates: boolean };

function readAnew(text: string, isLong: boolean, unread: ReadonlySet<string>): Whole {
  const from = readable(text);
  const roots = (isLong ? outlined(from, unread) : null) ?? composedOrCut(from, unread);
  return {
    ...roots,
    readable: from.text,
    hasTemplates: from.masked || text.includes('{{') || text.includes('{%'),
  };
}

/** What an earlier version of a long text has in common with it, at its new places; `null` where that is not sure. */
function takenOver(text: Chars, { document: previous, change }: Earlier): Whole | null {
  const read = readOf(previous);
  const [root, second] = read?.roots ?? [];
  if (previous.format !== 'yaml' || read === undefined || read.hasTemplates) return null;
  if (root === undefined || second !== undefined) return null;
  const around = text.slice(Math.max(0, change.start - 2), change.newEnd + 2);
  if (/[{%][{%]|[}%]\}/.test(around)) return null;
  const shape = changedShape(shapeIn(previous.chars, root.source, root.origin), text, 0, change);
  if (shape === null) return null;
  const roots = [{ source: found(shape), origin: 0 }];
  return { roots, problems: [], readable: text, hasTemplates: false };
}

function problemsBelow(text: Chars, root: Located, long: LongText | null): readonly DataProblem[] {
  return long === null
    ? problemsIn(text, root, Number.POSITIVE_INFINITY)
    : outerProblems(text, root.source, root.origin, long.levels, long.unread);
}

/** Of a text with something wrong in it each key is read on its own, where that can be told, so that the others are as they stand. */
function composedOrCut(from: Readable, unread: ReadonlySet<string>): Roots {
  const whole = composed(from);
  return whole.problems.length === 0 ? whole : (outlined(from, unread) ?? whole);
}

function composed(from: Readable): Roots {
  const { roots, problems } = compose(from);
  return { roots: roots.map((source) => ({ source, origin: 0 })), problems };
}

/** A marker of the start of a document that has nothing else on its line. */
const MARKER = /---[ ]*(?: #.*)?\r?\n/y;

/** The outline of a whole text reaches so many steps of indentation deep: to what a response of an operation says. */
const OUTER = 5;

/** What is indented more is no usual step. */
const MAX_INDENT = 4;

/** The one root of a text, cut at its outermost keys or dashes; `null` where it takes the library to find those. */
function outlined({ text, masked }: Readable, unread: ReadonlySet<string>): Roots | null {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const first = firstContent(text, bom, text.length);
  // The library counts a byte order mark among the blanks before a key.
  if (first === null || (bom > 0 && first.line === bom && first.column > 0)) return null;
  MARKER.lastIndex = first.line;
  const start =
    first.column === 0 && MARKER.test(text) ? firstContent(text, MARKER.lastIndex, text.length) : first;
  if (start === null) return null;
  const end = text.length;
  const depth = start.column + OUTER * Math.min(MAX_INDENT, indentOf(text));
  const outlined = { outline: outlineOf(text, start, end, depth, unread), from: 0, shift: 0 };
  const region = { text, origin: 0, start, end, masked, outlined };
  const shape = isDash(text, start.line + start.column, text.length) ? listIn(region) : mapIn(region);
  return shape === null ? null : { roots: [{ source: found(shape), origin: 0 }], problems: [] };
}
