// A YAML or JSON file as a document of the kind: an OpenAPI document, or a part of one in a file of its own.
import { type DataDocument, parseData } from '../../syntax/data';
import { hasMannerOf } from '../../syntax/data/write';
import type { TextChange } from '../../text/change';
import { KnownText } from '../../text/known';
import { type Chars, changeOf } from '../../text/pieces';
import type { FileId } from '../../text/span';
import type { Document } from '../kind';

export type OpenApiDocument = Document & {
  readonly kind: 'openapi';
  readonly chars: Chars;
  readonly data: DataDocument;
  /** What was found out by searching the whole text. */
  readonly known: KnownText;
  /** The same object for all versions of a document: a key for what one of them leaves to the next. */
  readonly lineage: object;
  /** Where it differs from the version before it, if all that anybody has found out about that one is true of this one. */
  readonly quiet: TextChange | null;
};

/** What has no part in authentication, and is most of a long document: nothing is said of problems in it. */
const UNREAD: ReadonlySet<string> = new Set(
  'schemas definitions schema properties content example examples x-ms-examples tags'.split(' '),
);

/** Parses a file. What differs little from the text of `previous` is taken over from it. */
export function parseDocument(file: FileId, text: Chars, previous?: Document): OpenApiDocument {
  const before = previous !== undefined && isOpenApiDocument(previous) ? previous : undefined;
  const change = before === undefined ? undefined : changeOf(before.chars, text);
  const data = parseData(text, { previous: before?.data, change, unread: UNREAD });
  const known = new KnownText(text, before?.known, change);
  return {
    kind: 'openapi',
    file,
    chars: text,
    get text() {
      return String(text);
    },
    data,
    known,
    lineage: before?.lineage ?? {},
    quiet: before !== undefined && known.isStill && hasMannerOf(data, before.data) ? data.quiet : null,
    get problems() {
      return data.problems.filter((problem) => !isOwnedTwin(data, problem.span.start));
    },
    // Comments are only for those that silence findings; a large document without any is not searched.
    get comments() {
      return known.has('authlint-') ? data.comments('') : [];
    },
  };
}

/** Keys of which two in one map have a rule of their own. */
const OWNED = new Set(['security', 'responses', '401']);

/** Maps of schemas, examples and components, which that rule does not look at. */
const ELSEWHERE =
  /\/(?:schemas?|definitions|properties|patternProperties|examples?|default|x-[^/]*)(?:\/|$)|^\/components(?:\/responses)?$|^\/responses$/;

function isOwnedTwin(data: DataDocument, offset: number): boolean {
  const spot = data.spotAt(offset);
  if (spot === null || !spot.onKey || spot.entry === null || !OWNED.has(spot.entry.key)) return false;
  const { key, map } = spot.entry;
  if (ELSEWHERE.test(map.pointer)) return false;
  return map.entries.filter((entry) => entry.key === key).length > 1;
}

/** The JSON pointer of the value at an offset, or of the one whose key is there. */
export function pointerAt(document: Document, offset: number): string | null {
  if (!isOpenApiDocument(document)) return null;
  return document.data.spotAt(offset)?.node.pointer ?? null;
}

/** JSON has no comments, unless its name says that it has. */
export function commentSign(document: Document): string | null {
  if (!isOpenApiDocument(document) || document.data.format === 'yaml') return '#';
  return document.file.toLowerCase().endsWith('.jsonc') ? '//' : null;
}

function isOpenApiDocument(document: Document): document is OpenApiDocument {
  return document.kind === 'openapi' && 'data' in document;
}
