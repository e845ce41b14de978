// Writes plain values as text, in the manner of the document that they are for.

import type { DataDocument, DataMap, DataNode } from './node';
import { jsonAsWritten, linesAsWritten } from './written';

/** A value to be written. */
export type DataValue =
  | string
  | number
  | boolean
  | null
  | readonly DataValue[]
  | { readonly [key: string]: DataValue };

/** How a document is written. */
export type Manner = {
  readonly eol: string;
  /** How far a map is indented in another one. */
  readonly step: number;
  /** How far a list is indented in a map. */
  readonly listStep: number;
  readonly quote: "'" | '"';
};

/** How many nodes are looked at to learn the manner of a document. */
const SAMPLE = 200;

/** A document may be changed in thousands of places, and is looked at once. */
const manners = new WeakMap<DataDocument, Manner>();

/** The manner of a document, told from the nodes at its beginning. */
export function mannerOf(document: DataDocument): Manner {
  let manner = manners.get(document);
  if (manner === undefined) {
    manner = readManner(document);
    manners.set(document, manner);
  }
  return manner;
}

/** Whether what was asked of the manner of a document is true of another one. */
export function hasMannerOf(document: DataDocument, earlier: DataDocument): boolean {
  const before = manners.get(earlier);
  if (before === undefined) return true;
  const { eol, step, listStep, quote } = mannerOf(document);
  const isSameStep = step === before.step && listStep === before.listStep;
  return isSameStep && eol === before.eol && quote === before.quote;
}

function readManner(document: DataDocument): Manner {
  const { text } = document;
  const firstEnd = text.indexOf('\n');
  const eol = firstEnd > 0 && text[firstEnd - 1] === '\r' ? '\r\n' : '\n';
  const quotes = text.slice(0, 20_000);
  const quote = count(quotes, '"') > count(quotes, "'") ? '"' : "'";
  let step: number | null = null;
  let listStep: number | null = null;
  for (const { node, map } of sample(document.root)) {
    if (node.kind === 'map' && node.style !== 'flow' && step === null) step = stepOf(text, node, map);
    if (node.kind === 'list' && node.style === 'block' && listStep === null)
      listStep = node.indent - map.indent;
    if (step !== null && listStep !== null) break;
  }
  const usual = step ?? 2;
  return { eol, step: usual, listStep: listStep ?? usual, quote };
}

/** The indentation of a map's entries against those of the map that it is in; `null` where it has none. */
function stepOf(text: string, inner: DataMap, outer: DataMap): number | null {
  const [a, b] = [outer.entries[0], inner.entries[0]].map((entry) =>
    entry ? columnOf(text, entry.span.start) : null,
  );
  return a === null || b === null || a === undefined || b === undefined || b <= a ? null : b - a;
}

/** The column of what begins its line; `null` for what does not. */
function columnOf(text: string, at: number): number | null {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*$/.test(text.slice(start, at)) ? at - start : null;
}

function* sample(root: DataNode): Generator<{ readonly node: DataNode; readonly map: DataMap }> {
  const open: DataNode[] = [root];
  let seen = 0;
  for (let node = open.shift(); node !== undefined && seen < SAMPLE; node = open.shift()) {
    if (node.kind !== 'map') continue;
    for (const { value } of node.entries) {
      if (seen++ >= SAMPLE) break;
      if (value.use !== value.span) continue;
      yield { node: value, map: node };
      open.push(value);
    }
  }
}

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}

/** The lines of a value in block style, without indentation for the first column and without line endings. */
export function blockLines(value: DataValue, manner: Manner): readonly string[] {
  const written = linesAsWritten(value);
  if (written !== null) return written;
  if (isList(value)) {
    if (value.length === 0) return ['[]'];
    return value.flatMap((item) =>
      blockLines(item, manner).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)),
    );
  }
  if (!isObject(value)) return [flowText(value, manner, false)];
  const keys = Object.keys(value);
  if (keys.length === 0) return ['{}'];
  return keys.flatMap((key) => entryLines(key, value[key] ?? null, manner));
}

/** The lines of an entry in block style. */
export function entryLines(key: string, value: DataValue, manner: Manner): readonly string[] {
  const name = scalarText(key, manner, false);
  if (!isNested(value)) return [`${name}: ${flowText(value, manner, false)}`];
  const indent = ' '.repeat(isList(value) ? manner.listStep : manner.step);
  return [`${name}:`, ...blockLines(value, manner).map((line) => (line === '' ? '' : indent + line))];
}

/** Whether a value takes lines of its own in block style. */
export function isNested(value: DataValue): boolean {
  return isList(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** A value on one line, in YAML's brackets; what stands in brackets itself must not have some characters. */
export function flowText(value: DataValue, manner: Manner, inBrackets = true): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, manner)).join(', ')}]`;
  if (!isObject(value)) return scalarText(value, manner, inBrackets);
  const entries = Object.keys(value).map(
    (key) => `${scalarText(key, manner, true)}: ${flowText(value[key] ?? null, manner)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A value as JSON: on lines of `indent` and more, or on one line where that is `null`. */
export function jsonText(value: DataValue, manner: Manner, indent: string | null): string {
  if (indent === null) return jsonLine(value);
  return jsonLines(value, indentOf(manner)).join(manner.eol + indent);
}

/** The lines of a value as `JSON.stringify` has them, and what has comments as it is written. */
function jsonLines(value: DataValue, step: string): readonly string[] {
  const written = jsonAsWritten(value);
  if (written !== null) return written;
  const parts = isList(value)
    ? value.map((item) => jsonLines(item, step))
    : isObject(value)
      ? Object.keys(value).map((key) => {
          const [first, ...others] = jsonLines(value[key] ?? null, step);
          return [`${JSON.stringify(key)}: ${first}`, ...others];
        })
      : null;
  const [open, close] = isList(value) ? '[]' : '{}';
  if (parts === null) return [JSON.stringify(value)];
  if (parts.length === 0) return [`${open}${close}`];
  const inner = parts.flatMap((lines, i) =>
    lines.map((line, k) => step + line + (k === lines.length - 1 && i < parts.length - 1 ? ',' : '')),
  );
  return [`${open}`, ...inner, `${close}`];
}

function jsonLine(value: DataValue): string {
  if (isList(value)) return `[${value.map(jsonLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value).map((key) => `${JSON.stringify(key)}: ${jsonLine(value[key] ?? null)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** One level of indentation. */
function indentOf({ step }: Manner): string {
  return ' '.repeat(step);
}

/** A scalar as YAML: without quotes where it is read as the same value then by every reader. */
export function scalarText(
  value: string | number | boolean | null,
  { quote }: Pick<Manner, 'quote'>,
  inBrackets: boolean,
): string {
  if (typeof value !== 'string') return String(value);
  if (isPlain(value, inBrackets)) return value;
  return quoted(value, quote);
}

/** A string in quotes; in double ones where single ones cannot hold it. */
export function quoted(value: string, quote: "'" | '"'): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these cannot stand in single quotes.
  const needsEscapes = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(value);
  return quote === '"' || needsEscapes ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

/** Two dots make it no number. */
const VERSION = /^\d+\.\d+\.\d+$/;

/**
 * Whether a string can stand without quotes: letters, digits and signs that mean nothing to YAML in these places,
 * and no word or number of YAML 1.1 or 1.2, since older readers are about.
 */
export function isPlain(value: string, inBrackets: boolean): boolean {
  if (
    !(
      inBrackets
        ? /^[A-Za-z_/$][\w/.$+()=;-]*(?: [\w/.$+()=;-]+)*$/
        : /^[A-Za-z_/$](?:[\w/.$+(){}=;*-]|:(?=[^\s:]))*(?: [\w/.$+(){}=;*,-]+)*$/
    ).test(value)
  )
    return VERSION.test(value);
  if (value.includes('{{') || value.includes('${')) return false;
  return !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
}

function isList(value: DataValue): value is readonly DataValue[] {
  return Array.isArray(value);
}

function isObject(value: DataValue): value is { readonly [key: string]: DataValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
