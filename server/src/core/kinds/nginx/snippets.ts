// nginx configuration inside YAML: snippets of Ingress annotations, config maps, Helm values and Compose files.
import { type DataEntry, type DataMap, type DataNode, parseData } from '../../syntax/data';
import type { Span } from '../../text/span';
import type { FileLevel } from './document';
import { isNginx, looksLikeSnippets } from './recognise';

/** A text of nginx's in a YAML file. */
export type Snippet = {
  /** The key that it is the value of. */
  readonly key: string;
  /** The lines of the text, with their indentation. */
  readonly span: Span;
  /** The block that a controller puts it into; `null` for a whole file, whose directives tell. */
  readonly level: FileLevel | null;
};

/**
 * Where controllers put the values of these keys: the annotations and config map keys of ingress-nginx (annotations.md,
 * configmap.md of its user guide), those of NGINX's own controller, and what charts call them in their values.
 */
const LEVELS: readonly (readonly [RegExp, FileLevel])[] = [
  [/^main-?snippets?$/i, 'main'],
  [/^http-?snippets?$/i, 'http'],
  [/^(server-?snippets?)$/i, 'server'],
  [/^serverBlock$/, 'http'],
  [/^(configuration|location|auth)-?snippets?$/i, 'location'],
];

const FILE_KEY = /^[\w.-]+\.conf(\.(template|tmpl|tpl))?$/i;

/** Containers nest no deeper than this; nor do charts. */
const MAX_DEPTH = 12;

/** All snippets of a YAML text, in order. Only literal blocks (`|`) count: what they say is what nginx gets, line by line. */
export function snippetsIn(text: string): readonly Snippet[] {
  if (!looksLikeSnippets(text)) return [];
  const found: Snippet[] = [];
  for (const root of parseData(text, { format: 'yaml' }).roots) collect(root, text, found, 0);
  return found.sort((a, b) => a.span.start - b.span.start);
}

function collect(node: DataNode, text: string, found: Snippet[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'list') {
    for (const { value } of node.items) collect(value, text, found, depth + 1);
  } else if (node.kind === 'map') {
    for (const entry of node.entries) {
      const snippet = snippetOf(entry, text);
      if (snippet !== null) found.push(snippet);
      else collect(entry.value, text, found, depth + 1);
    }
  }
}

function snippetOf({ key, value, map }: DataEntry, text: string): Snippet | null {
  if (value.kind !== 'scalar' || value.written !== 'literal' || value.use.start !== value.span.start)
    return null;
  const firstLine = text.indexOf('\n', value.span.start) + 1;
  if (firstLine === 0 || firstLine >= value.span.end) return null;
  const span = { start: firstLine, end: value.span.end };
  const name = key.slice(key.lastIndexOf('/') + 1);
  const known = LEVELS.find(([pattern]) => pattern.test(name));
  if (known !== undefined) return { key, span, level: known[1] };
  const isFile = FILE_KEY.test(key) || (key === 'content' && isComposeConfig(map));
  return isFile && isNginx(key, dedented(text.slice(span.start, span.end)))
    ? { key, span, level: null }
    : null;
}

/** `configs: NAME: content: |` of a Compose file (Compose specification, configs top-level element). */
function isComposeConfig(map: DataMap): boolean {
  return /^\/configs\/[^/]+$/.test(map.pointer);
}

function dedented(text: string): string {
  return text.replace(/^[ \t]+/gm, '');
}
