// YAML and JSON texts as plain values with the places that they stand at. The only file that knows the `yaml` library.
import { isMap, isNode, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Span } from '../text/span';

/** The keys and indexes that lead from the root of a value to a part of it. */
export type ValuePath = readonly (string | number)[];

export type ValueTree = {
  /** The plain value, `null` for an empty text. */
  readonly value: unknown;
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
  /** Where the part at a path stands; the nearest part above it where there is none. */
  spanOf(path: ValuePath): Span;
  /** Where the key of a part stands; the part itself where it has no key. */
  keySpanOf(path: ValuePath): Span;
};

/** Aliases expand to at most this many nodes, so that a small text cannot become a huge value. */
const MAX_ALIASES = 100;

/** Parses YAML 1.2, of which JSON is a part. It never fails: what cannot be read is among the problems. */
export function parseYaml(text: string): ValueTree {
  const document = parseDocument(text, { prettyErrors: false });
  const problems = document.errors.map(({ pos, message }) => ({
    span: { start: pos[0], end: Math.max(pos[1], pos[0]) },
    message: `${message.replace(/\s+/g, ' ').replace(/[.:]?$/, '')}.`,
  }));
  const whole: Span = { start: 0, end: text.search(/\s*$/) };
  const root = document.contents;
  return {
    value: plainValue(),
    problems,
    spanOf: (path) => spanOfNode(walk(root, path).value) ?? whole,
    keySpanOf: (path) => {
      const { key, value } = walk(root, path);
      return spanOfNode(key) ?? spanOfNode(value) ?? whole;
    },
  };

  function plainValue(): unknown {
    try {
      return document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ span: { start: 0, end: text.length }, message: `${message}.` });
      return null;
    }
  }
}

type Found = { readonly key: Node | null; readonly value: Node | null };

/** Follows a path as far as it goes. */
function walk(root: unknown, path: ValuePath): Found {
  let found: Found = { key: null, value: isNode(root) ? root : null };
  for (const step of path) {
    const next = child(found.value, step);
    if (next === null) break;
    found = next;
  }
  return found;
}

function child(node: Node | null, step: string | number): Found | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { key: null, value: item } : null;
  }
  if (!isMap(node)) return null;
  for (const pair of node.items) {
    if (!isPair(pair) || !isScalar(pair.key) || String(pair.key.value) !== String(step)) continue;
    return { key: pair.key, value: isNode(pair.value) ? pair.value : pair.key };
  }
  return null;
}

function spanOfNode(node: Node | null): Span | null {
  const range = node?.range;
  return range === undefined || range === null ? null : { start: range[0], end: range[1] };
}
