// Has YAML texts composed by the `yaml` library and turns what it finds into shapes. With ../yaml.ts the only file that knows it.
import {
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataComment, DataProblem, Writing } from './node';
import {
  type EntryShape,
  found,
  type ListShape,
  type MapShape,
  NO_FAULTS,
  partsOf,
  type Shape,
  type Source,
} from './shape';
import { isTemplated, isWholeTemplate, type Readable, unmasked } from './template';

/** The documents of a text, with all offsets relative to its start. */
export type Composed = {
  readonly roots: readonly NodeSource[];
  readonly problems: readonly DataProblem[];
};

/** Composes a text as one or several YAML documents. Never fails: at worst there is a problem and no root. */
export function compose(from: Readable): Composed {
  const { text } = from;
  try {
    // The library compares each key with all others; duplicates are looked for where maps are read.
    const documents = parseAllDocuments(text, {
      prettyErrors: false,
      keepSourceTokens: true,
      uniqueKeys: false,
    });
    if (!Array.isArray(documents)) return { roots: [], problems: [] };
    return {
      roots: documents.map((document) => new NodeSource(document.contents, headOfRoot(document, text), from)),
      problems: documents.flatMap((document) =>
        causes(document.errors, text).map((error) => problemOf(error, text.length)),
      ),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      roots: [],
      problems: [{ span: { start: 0, end: text.length }, message: `It cannot be read: ${message}.` }],
    };
  }
}

/** Without those that follow from an earlier one: the same again, on the same line, or tokens that nobody expects any more. */
function causes(errors: Document['errors'], text: string): Document['errors'] {
  const seen = new Set<string | number>();
  return errors.filter(({ code, pos }, i) => {
    const line = text.lastIndexOf('\n', pos[0] - 1);
    const isNew = i === 0 || (code !== 'UNEXPECTED_TOKEN' && !seen.has(code) && !seen.has(line));
    seen.add(code).add(line);
    return isNew;
  });
}

/** What is found where one entry or one item was composed alone, with all offsets relative to the start of its text. */
export type ComposedValue = { readonly source: Source; readonly problems: readonly DataProblem[] };

/** Composes the lines of one entry or item of a block collection, and answers its value. Never fails. */
export function composeValue(from: Readable, owner: 'key' | 'dash'): ComposedValue {
  const { roots, problems } = compose(from);
  const shape = roots[0]?.shape();
  const [first, second] = shape?.kind === (owner === 'key' ? 'map' : 'list') ? partsOf(shape) : [];
  const source = first?.source ?? found(broken(from.text));
  if (second === undefined || problems.length > 0) return { source, problems };
  // The library takes a colon on a line of its own for one more pair, wherever it stands; YAML has no such thing.
  const span = { start: second.start, end: Math.max(second.start, from.text.trimEnd().length) };
  return { source, problems: [...problems, { span, message: 'This belongs to no key.' }] };
}

/** What cannot be read stands where its owner does. */
function broken(text: string): Shape {
  const start = text.search(/[^ ]|$/);
  return { kind: 'hole', head: start, start, end: start, anchor: null, reason: 'broken' };
}

/** The comments of a text that starts at the start of a line. */
export function commentsIn(text: string): readonly DataComment[] {
  const comments: DataComment[] = [];
  let at = 0;
  try {
    for (const token of new Lexer().lex(text)) {
      // These mark a document, a scalar and a wrong end of brackets, and are not in the text.
      if (token === '\u0002' || token === '\u001f' || token === '\u0018') continue;
      if (token.startsWith('#') && text.startsWith(token, at)) {
        comments.push({ span: { start: at, end: at + token.length }, text: token });
      }
      at += token.length;
    }
  } catch {
    // A text that cannot even be cut into tokens has the comments that were found before that.
  }
  return comments;
}

function problemOf({ pos, message }: Document['errors'][number], length: number): DataProblem {
  const start = Math.min(pos[0], length);
  return {
    span: { start, end: Math.max(start, Math.min(pos[1], length)) },
    message: `${message.replace(/\s+/g, ' ').replace(/[.:]?$/, '')}.`,
  };
}

function headOfRoot(document: Document.Parsed, text: string): number {
  const node = document.contents;
  const start = node?.range?.[0] ?? document.range[0];
  const anchor = node !== null && 'anchor' in node ? node.anchor : undefined;
  if (anchor === undefined) return start;
  const at = text.lastIndexOf(`&${anchor}`, start);
  return at < 0 ? start : at;
}

/** A node of the library, looked at when it is asked for. */
class NodeSource implements Source {
  clean = 0;
  private known: Shape | null = null;

  constructor(
    private readonly node: Node | null,
    private readonly head: number,
    private readonly from: Readable,
  ) {}

  /** The library has read it. */
  readonly reach = 0;

  get seen(): Shape | null {
    return this.known;
  }

  shape(): Shape {
    this.known ??= shapeOf(this.node, this.head, this.from);
    return this.known;
  }

  faults(): readonly DataProblem[] | null {
    return isScalar(this.node) ? null : NO_FAULTS;
  }
}

function shapeOf(node: Node | null, head: number, from: Readable): Shape {
  if (node === null) {
    const at = Math.min(head, from.text.length);
    return { ...EMPTY, head: at, start: at, end: at };
  }
  const start = Math.min(node.range?.[0] ?? head, from.text.length);
  const ranged = { head: Math.min(head, start), start, end: endOf(node, from.text) };
  if (isAlias(node)) return { kind: 'alias', ...ranged, anchor: null, name: node.source };
  const anchor = node.anchor ?? null;
  if (isOfApplication(node.tag)) return { kind: 'hole', ...ranged, anchor, reason: 'tag' };
  if (isMap(node)) {
    if (node.flow === true && from.text.startsWith('{{', start))
      return { kind: 'hole', ...ranged, anchor, reason: 'template' };
    return mapOf(node, { ...ranged, anchor }, from);
  }
  if (isSeq(node)) return listOf(node, { ...ranged, anchor }, from);
  return scalarOf(node, { ...ranged, anchor }, from);
}

/** Whether a tag is none of YAML's own (`!!str`), so that only who made it knows what it makes of a value. */
function isOfApplication(tag: string | undefined): boolean {
  return tag !== undefined && tag !== '!' && !tag.startsWith('tag:yaml.org,2002:');
}

const EMPTY = {
  kind: 'scalar',
  anchor: null,
  value: null,
  written: 'empty',
  templated: false,
} as const;

type Ranged = {
  readonly head: number;
  readonly start: number;
  readonly end: number;
  readonly anchor: string | null;
};

function mapOf(map: YAMLMap, ranged: Ranged, from: Readable): MapShape {
  const entries = map.items.filter(isPair).map((pair) => entryOf(pair, from));
  const style = map.flow === true ? 'flow' : 'block';
  return { kind: 'map', ...ranged, style, entries, merges: entries.some(({ merge }) => merge) };
}

function entryOf(pair: Pair, from: Readable): EntryShape {
  const key = pair.key as Node | null;
  const value = pair.value as Node | null;
  const token = pair.srcToken;
  const keyEnd = key === null ? 0 : endOf(key, from.text);
  const keyStart = startOfKey(key, keyEnd, from);
  const start = token === undefined ? keyStart : firstOf(token.start, keyStart);
  const head = value?.range?.[0] ?? keyEnd;
  return {
    ...keyOf(key, keyStart, from),
    start: Math.min(start, keyStart),
    keyStart,
    keyEnd,
    at: 0,
    source: new NodeSource(value, propsOf(token?.sep, head), from),
  };
}

/** Of words without quotes on several lines the last are a key; those before are one whose colon is not typed yet. */
function startOfKey(key: Node | null, end: number, { text }: Readable): number {
  const start = key?.range?.[0] ?? 0;
  if (!isScalar(key) || key.type !== 'PLAIN') return start;
  const word = text.slice(start, end).search(/[^\s][^\n]*$/);
  return start + Math.max(0, word);
}

function keyOf(
  key: Node | null,
  start: number,
  from: Readable,
): Pick<EntryShape, 'key' | 'written' | 'merge'> {
  if (!isScalar(key)) {
    const range = key?.range;
    return {
      key: range ? writtenIn(from, range[0], range[1]).trimEnd() : '',
      written: 'other',
      merge: false,
    };
  }
  const written = writingOf(key);
  const whole = key.value === null || key.value === undefined ? '' : plain(String(key.value), from);
  const isCut = start > (key.range?.[0] ?? start);
  const value = isCut ? writtenIn(from, start, key.range?.[1] ?? start).replace(/^"(.*)"$/, '$1') : whole;
  const simple = written === 'plain' || written === 'single' || written === 'double';
  return { key: value, written: simple ? written : 'other', merge: value === '<<' && written === 'plain' };
}

function listOf(list: YAMLSeq, ranged: Ranged, from: Readable): ListShape {
  const tokens = tokensOf(list.srcToken);
  let next = 0;
  const items = list.items.map((item) => {
    const node = isPair(item) ? null : (item as Node);
    const start = node?.range?.[0] ?? ranged.start;
    let token = tokens[next++];
    // Brackets may have commas with nothing between them, which are tokens and no items.
    while (
      token !== undefined &&
      next < tokens.length &&
      (tokens[next]?.start[0]?.offset ?? start + 1) <= start
    )
      token = tokens[next++];
    return {
      start: Math.min(start, token === undefined ? start : firstOf(token.start, start)),
      at: 0,
      source: new NodeSource(node, propsOf(token?.start, start), from),
    };
  });
  return { kind: 'list', ...ranged, style: list.flow === true ? 'flow' : 'block', items };
}

function tokensOf(token: CST.Token | undefined): readonly { readonly start: readonly CST.SourceToken[] }[] {
  if (token === undefined) return [];
  return token.type === 'block-seq' || token.type === 'flow-collection' ? token.items : [];
}

function scalarOf(scalar: Scalar, ranged: Ranged, from: Readable): Shape {
  const { value } = scalar;
  const written = writingOf(scalar);
  const source = writtenIn(from, ranged.start, ranged.end);
  if (written === 'plain' && isWholeTemplate(source)) return { kind: 'hole', ...ranged, reason: 'template' };
  return {
    kind: 'scalar',
    ...ranged,
    value:
      typeof value === 'number' || typeof value === 'boolean'
        ? value
        : value === null || value === undefined
          ? null
          : plain(String(value), from),
    written,
    templated: typeof value === 'string' && isTemplated(source),
  };
}

function writtenIn(from: Readable, start: number, end: number): string {
  return plain(from.text.slice(start, end), from);
}

function plain(value: string, from: Readable): string {
  return from.masked ? unmasked(value) : value;
}

function writingOf(scalar: Scalar): Writing {
  switch (scalar.type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return scalar.range !== undefined && scalar.range !== null && scalar.range[0] === scalar.range[1]
        ? 'empty'
        : 'plain';
  }
}

/** Where a node ends: a block collection with its last value, a block scalar with its last line that is not blank. */
function endOf(node: Node, text: string): number {
  let last: Node = node;
  for (;;) {
    if (!(isMap(last) || isSeq(last)) || last.flow === true) break;
    const item = last.items.at(-1);
    const inner = isPair(item) ? ((item.value ?? item.key) as Node | null) : (item as Node | undefined);
    if (!inner?.range) break;
    last = inner;
  }
  const [start, valueEnd] = last.range ?? [0, 0];
  let end = valueEnd;
  if (isScalar(last) && (last.type === 'BLOCK_LITERAL' || last.type === 'BLOCK_FOLDED')) {
    while (end > start + 1 && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  }
  // Where a bracket is missing, the library puts it behind the text.
  return Math.min(end, text.length);
}

/** The offset of the first token that is more than white space and comments. */
function firstOf(tokens: readonly CST.SourceToken[], otherwise: number): number {
  return (
    tokens.find(
      ({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma',
    )?.offset ?? otherwise
  );
}

/** The offset of the anchor or tag before a node. */
function propsOf(tokens: readonly CST.SourceToken[] | undefined, otherwise: number): number {
  return tokens?.find(({ type }) => type === 'anchor' || type === 'tag')?.offset ?? otherwise;
}
