// Reads YAML and JSON texts as data with exact places: the door of this folder.

import type { TextChange } from '../../text/change';
import type { Chars } from '../../text/pieces';
import { looksLikeJson } from './json-check';
import type { DataDocument, DataFormat } from './node';
import { readJson } from './read-json';
import { readYaml } from './read-yaml';

export { pathOf, pointerOf } from './document';
export type {
  DataComment,
  DataDocument,
  DataEntry,
  DataFormat,
  DataHole,
  DataItem,
  DataList,
  DataMap,
  DataNode,
  DataPath,
  DataProblem,
  DataScalar,
  DataSpot,
  DataStyle,
  HoleReason,
  Writing,
} from './node';

export type ParseOptions = {
  /** How the text is to be read; without it that is told by its first characters. */
  readonly format?: DataFormat | undefined;
  /** A document of a text that differs little: what did not change is taken over from it. */
  readonly previous?: DataDocument | undefined;
  /** How its text differs from this one. */
  readonly change?: TextChange | undefined;
  /** Keys below which a long text is not looked at for problems, since nobody reads what stands there. */
  readonly unread?: ReadonlySet<string>;
};

/** Longer texts are read part by part, when somebody asks for a part; of those that nobody asks for, little is known. */
const WHOLE_CHECK_LIMIT = 250_000;

/** So many levels of a longer text are looked at for problems: operations, with their responses and requirements. */
const OUTER_LEVELS = 6;

/** A text that begins so is no JSON, and need not be put together to see it. */
const WORD = /^\s*[\w"']/;
const BEGINNING = 1000;

const NOTHING: ReadonlySet<string> = new Set();

/** Reads a text. Never fails: what cannot be read is a hole, and among the problems. */
export function parseData(
  text: Chars,
  { format = formatOf(text), unread = NOTHING, previous, change }: ParseOptions = {},
): DataDocument {
  const long = { limit: WHOLE_CHECK_LIMIT, levels: OUTER_LEVELS, unread };
  return format === 'json' ? readJson(String(text), long) : readYaml(text, long, previous, change);
}

/** Whether a text is JSON, by its beginning; YAML in brackets that could also be JSON counts as that. */
function formatOf(text: Chars): DataFormat {
  if (typeof text !== 'string' && WORD.test(text.slice(0, BEGINNING))) return 'yaml';
  return looksLikeJson(String(text)) ? 'json' : 'yaml';
}
