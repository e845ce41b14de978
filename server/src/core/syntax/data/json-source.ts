// A value in a JSON text, read when it is asked for: of what is in it only as much as is needed to step over it.
import { detached } from '../../text/detached';
import type { Mending } from './json-mend';
import type { JsonOutline } from './json-outline';
import { skipSpace, skipString, skipValue } from './json-skip';
import type { DataProblem, HoleReason, Writing } from './node';
import {
  type EntryShape,
  type ListShape,
  type MapShape,
  NO_FAULTS,
  type Part,
  type ScalarShape,
  type Shape,
  type Source,
} from './shape';
import { isTemplated, isWholeTemplate } from './template';

/** A value that begins at its origin and has this many characters; 0 for one that is missing. */
export class JsonSource implements Source {
  clean = 0;
  private known: Shape | null = null;

  /**
   * @param outline the outline of the text, if it has one and this is a collection
   * @param index which of the brackets in it this one is
   * @param mending what is wrong with the brackets of a text without an outline
   */
  constructor(
    readonly length: number,
    readonly outline: JsonOutline | null = null,
    readonly index = 0,
    readonly mending: Mending | null = null,
  ) {}

  get reach(): number {
    return this.length;
  }

  /** Its shape, if it was asked for already. */
  get seen(): Shape | null {
    return this.known;
  }

  shape(text: string, origin: number): Shape {
    this.known ??= read(text, origin, this);
    return this.known;
  }

  faults(text: string, origin: number): readonly DataProblem[] | null {
    const first = text.charCodeAt(origin);
    return first === 123 || first === 91 ? NO_FAULTS : null;
  }
}

function read(text: string, origin: number, source: JsonSource): Shape {
  const { length } = source;
  if (length === 0) return hole('missing', 0);
  const first = text.charCodeAt(origin);
  if (first === 123 && !text.startsWith('{{', origin)) return readMap(text, origin, source);
  if (first === 91) return readList(text, origin, source);
  const written = text.slice(origin, origin + length);
  if (first === 34) return scalar(length, stringOf(written), 'double', isTemplated(written));
  if (isWholeTemplate(written)) return hole('template', length);
  const value = WORDS.has(written) ? WORDS.get(written) : NUMBER.test(written) ? Number(written) : undefined;
  return value === undefined ? hole('broken', length) : scalar(length, value, 'plain', false);
}

const WORDS: ReadonlyMap<string, true | false | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
] as const);

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function scalar(
  length: number,
  value: ScalarShape['value'],
  written: Writing,
  templated: boolean,
): ScalarShape {
  return { kind: 'scalar', head: 0, start: 0, end: length, anchor: null, value, written, templated };
}

function hole(reason: HoleReason, length: number): Shape {
  return { kind: 'hole', head: 0, start: 0, end: length, anchor: null, reason };
}

/** The text of a string in quotes; one that is not closed or not well escaped is taken as it stands. */
function stringOf(written: string): string {
  if (!written.includes('\\') && written.length > 1 && written.endsWith('"'))
    return detached(written.slice(1, -1));
  try {
    const value: unknown = JSON.parse(written);
    if (typeof value === 'string') return value;
  } catch {
    // Half-typed.
  }
  return written.replace(/^"|"$/g, '');
}

function readMap(text: string, origin: number, source: JsonSource): MapShape {
  const { length, index } = source;
  const end = origin + length;
  let bracket = index + 1;
  const entries: EntryShape[] = [];
  let at = skipSpace(text, origin + 1, end);
  while (at < end && (text.charCodeAt(at) !== 125 || isDead(source, at))) {
    const c = text.charCodeAt(at);
    if (c === 44 || c === 58 || c === 93 || c === 125) {
      at = skipSpace(text, at + 1, end);
      continue;
    }
    const keyStart = at;
    const keyEnd = c === 34 ? skipString(text, at, end) : Math.max(at + 1, skipValue(text, at, end));
    at = skipSpace(text, keyEnd, end);
    const hasColon = text.charCodeAt(at) === 58 && at < end;
    const start = skipSpace(text, at + 1, end);
    const isThere = hasColon && !(source.outline === null && isNextKey(text, at, start, end));
    const value = sourceAt(text, isThere ? start : end, end, source, bracket);
    const valueAt = value.length > 0 ? start : hasColon ? at + 1 : keyEnd;
    bracket = after(value, bracket);
    if (hasColon) at = skipSpace(text, valueAt + value.length, end);
    const written = text.slice(keyStart, keyEnd);
    entries.push({
      key: c === 34 ? stringOf(written) : written,
      written: c === 34 ? 'double' : 'other',
      merge: false,
      start: keyStart - origin,
      keyStart: keyStart - origin,
      keyEnd: keyEnd - origin,
      at: valueAt - origin,
      source: value,
    });
  }
  return { kind: 'map', style: 'json', head: 0, start: 0, end: length, anchor: null, entries, merges: false };
}

/** Whether a bracket closes nothing, so that it is passed over. */
function isDead({ mending }: JsonSource, at: number): boolean {
  return mending?.dead.has(at) === true;
}

/** Whether what comes after a colon is a key on another line: then the value is not typed yet. */
function isNextKey(text: string, colon: number, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== 34 || !text.slice(colon, start).includes('\n')) return false;
  return text.charCodeAt(skipSpace(text, skipString(text, start, end), end)) === 58;
}

function readList(text: string, origin: number, source: JsonSource): ListShape {
  const { length, index } = source;
  const end = origin + length;
  let bracket = index + 1;
  const items: Part[] = [];
  let at = skipSpace(text, origin + 1, end);
  while (at < end && (text.charCodeAt(at) !== 93 || isDead(source, at))) {
    const c = text.charCodeAt(at);
    if (c === 44 || c === 58 || c === 93 || c === 125) {
      at = skipSpace(text, at + 1, end);
      continue;
    }
    const value = sourceAt(text, at, end, source, bracket);
    bracket = after(value, bracket);
    items.push({ start: at - origin, at: at - origin, source: value });
    at = skipSpace(text, Math.max(at + 1, at + value.length), end);
  }
  return { kind: 'list', style: 'json', head: 0, start: 0, end: length, anchor: null, items };
}

/** The value at an offset; one of no length where it is missing. `bracket` is the next one in the outline. */
function sourceAt(
  text: string,
  at: number,
  end: number,
  { outline, mending }: JsonSource,
  bracket: number,
): JsonSource {
  const c = text.charCodeAt(at);
  if (at >= end || c === 44 || c === 125 || c === 93 || c === 58) return new JsonSource(0);
  if (outline !== null && (c === 123 || c === 91))
    return new JsonSource((outline.ends[bracket] ?? end) - at, outline, bracket);
  return new JsonSource(skipValue(text, at, end, mending) - at, null, 0, mending);
}

/** The bracket that comes next after a value. */
function after({ outline, index }: JsonSource, bracket: number): number {
  return outline === null ? bracket : (outline.nexts[index] ?? bracket);
}
