// Tells an OpenAPI document from all other YAML and JSON by a key at its root, without parsing it.
import type { Chars } from '../../text/pieces';
import type { FileId } from '../../text/span';
import type { KindSign } from '../kind';

export const openapiSign: KindSign = {
  id: 'openapi',
  part: 'openapi',
  // Generated documents grow to 25 MB and more (Microsoft Graph); only what stands in a file tells what it is.
  reading: { namesTell: false, maxBytes: 64 * 1024 * 1024, maxFiles: 10_000 },
  mayBe: mayBeOpenApi,
  recognises: saysThatItIs,
};

/** Most documents say at their beginning what they are: then no more of one in pieces is put together. */
const BEGINNING = 10_000;

function saysThatItIs(file: FileId, text: Chars): boolean {
  if (typeof text !== 'string') {
    const head = text.slice(0, BEGINNING);
    if (isOpenApi(file, head.slice(0, head.lastIndexOf('\n') + 1))) return true;
  }
  return isOpenApi(file, String(text));
}

const NAME = /\.(ya?ml|jsonc?)$/i;

/** Names that say already that a file is data of another kind; lock files among them are large. */
const OTHER =
  /(^|\/)(package(-lock)?|npm-shrinkwrap|composer|tsconfig[^/]*|jsconfig|pnpm-lock|pubspec|docker-compose[^/]*|\.[^/]*)\.(ya?ml|json)$/i;

/** Whether a file may be an OpenAPI document, by its name alone; what stands in it decides. */
export function mayBeOpenApi(file: FileId): boolean {
  return NAME.test(file) && !OTHER.test(file);
}

/** What a version may look like: half typed, as a number, or quoted. Others of these words' values are settings. */
const VERSION =
  /^[ \t]*(?:&\S+[ \t]+|!!?\w*[ \t]+)*["']?(?:3(?:\.\d+)*\.?|2(?:\.0)*)?(?:-[\w.]+)?["']?[ \t]*(?:#.*)?\r?$/;

/** Keys that stand beside a version which is not written yet. */
const BESIDE =
  /^["']?(?:info|paths|components|webhooks|servers|definitions|securityDefinitions)["']?[ \t]*:/m;

/** Programs and prose may quote a document. */
const QUOTES = /\.(md|mdx|markdown|html?|[cm]?[jt]sx?|py|rb|go|java|kt|cs|php|rs|txt|rst|adoc)$/i;

/**
 * Whether a text is an OpenAPI document of version 2.0 or 3.x: a key `openapi` or `swagger` at the root of one of its
 * documents, with a version behind it. The search is for the words, so a text without them costs next to nothing.
 */
export function isOpenApi(file: FileId, text: string): boolean {
  if (QUOTES.test(file) || (!text.includes('openapi') && !text.includes('swagger'))) return false;
  const start = firstContent(text);
  // A hole of a template opens with two braces.
  return /^\{(?![{%])/.test(text.slice(start, start + 2))
    ? hasRootKey(text, start)
    : hasRootLine(text, start);
}

/** The offset of the first character that is neither blank, comment nor document marker. */
function firstContent(text: string): number {
  const gap = /[\s\uFEFF]+|[#%][^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|---(?=\s)/y;
  for (let at = 0; ; at = gap.lastIndex) {
    gap.lastIndex = at;
    if (gap.exec(text) === null) return at;
  }
}

/** In block style, lines of nested values are indented deeper than the root's keys, so a key there is the root's own. */
function hasRootLine(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \uFEFF]*/.exec(text.slice(lineStart, start))?.[0].replace('\uFEFF', '').length ?? 0;
  for (const word of ['openapi', 'swagger']) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!isKeyAt(text, at, indent)) continue;
      const colon = /["']?[ \t]*:/y;
      colon.lastIndex = at + word.length;
      if (colon.exec(text) !== null && isVersion(text, colon.lastIndex, word)) return true;
    }
  }
  return false;
}

/** Whether a word starts its line, in quotes or not, at a column. */
function isKeyAt(text: string, at: number, indent: number): boolean {
  const quoted = text.charAt(at - 1) === '"' || text.charAt(at - 1) === "'";
  const start = quoted ? at - 1 : at;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = text
    .slice(line, start)
    .replace('\uFEFF', '')
    .replace(/^---[ \t]+/, '');
  return before.length === indent && before.trim() === '';
}

function isVersion(text: string, at: number, word: string): boolean {
  const end = text.indexOf('\n', at);
  const line = text.slice(at, Math.min(end < 0 ? text.length : end, at + 80));
  if (!VERSION.test(line)) return false;
  const digit = /\d/.exec(line)?.[0];
  if (digit === undefined) return !isNested(text, end) && BESIDE.test(text);
  return digit === (word === 'openapi' ? '3' : '2');
}

/** Whether the line after an offset is indented, so that a key has a value of its own below it. */
function isNested(text: string, lineEnd: number): boolean {
  return lineEnd >= 0 && /^(?:[ \t]*\r?\n)*[ \t]+[^\s#]/.test(text.slice(lineEnd + 1, lineEnd + 400));
}

const CANDIDATE = /["']?(openapi|swagger)["']?\s*:\s*(?=(.{0,3}))/g;

/** In flow style and JSON, a key that is the root's own stands one brace deep. */
function hasRootKey(text: string, start: number): boolean {
  const scan = new DepthScan(text, start);
  for (const { index, 1: word, 2: value = '' } of text.matchAll(CANDIDATE)) {
    const isVersionLike = word === 'openapi' ? /^["']?3/.test(value) : /^["']?2/.test(value);
    const isEmpty = /^(?:["']{2}|[,}\r\n]|$)/.test(value);
    if ((isVersionLike || isEmpty) && scan.isRootKeyAt(index)) {
      if (isVersionLike || /["']?(?:info|paths|components)["']?\s*:/.test(text)) return true;
    }
  }
  return false;
}

/** Walks JSON from its start, counting braces outside of strings; it never goes back, so all questions together are linear. */
class DepthScan {
  #depth = 0;
  #at: number;

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.#at = start;
  }

  isRootKeyAt(offset: number): boolean {
    const TOKEN = /["'{}[\]#]|\/[/*]/g;
    while (this.#at < offset) {
      TOKEN.lastIndex = this.#at;
      const match = TOKEN.exec(this.text);
      if (match === null || match.index >= offset) break;
      this.#at = this.#after(match[0], match.index);
    }
    return this.#at <= offset && this.#depth === 1;
  }

  #after(token: string, index: number): number {
    switch (token) {
      case '{':
      case '[':
        this.#depth++;
        return index + 1;
      case '}':
      case ']':
        this.#depth--;
        return index + 1;
      case '"':
        return endOfString(this.text, index);
      case '//':
        return endOf(this.text, '\n', index);
      case '/*':
        return endOf(this.text, '*/', index);
      default:
        return token === '#' && /\s/.test(this.text.charAt(index - 1))
          ? endOf(this.text, '\n', index)
          : index + 1;
    }
  }
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** The offset behind a string in double quotes; a line's end ends one that is not closed. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charAt(quote - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
