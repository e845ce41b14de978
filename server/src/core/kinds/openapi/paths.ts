// Which path templates of a contract a path meets, the most concrete ones first.
import type { PathItem } from './operation';

/** Finds the items that a path may be of. */
export type PathIndex = {
  /**
   * The items whose template a path matches, without those that another one is more concrete than (OAS 3.x, Paths
   * Object: concrete paths come before templated ones). More than one are ambiguous.
   */
  find(path: string): readonly PathItem[];
};

type Node = {
  readonly literal: Map<string, Node>;
  /** Segments with variables in them, by their text without the variables' names. */
  readonly templated: Map<string, { readonly pieces: readonly string[]; readonly node: Node }>;
  /** Items that end here. */
  readonly items: PathItem[];
  /** Items whose last variable takes all that follows (`{proxy+}`, as API Gateway writes it). */
  readonly greedy: PathItem[];
};

function emptyNode(): Node {
  return { literal: new Map(), templated: new Map(), items: [], greedy: [] };
}

/** Makes the index of some items; what stands behind `?` or `#` in a template is not looked at, so such are left out. */
export function indexPaths(items: readonly PathItem[]): PathIndex {
  const root = emptyNode();
  for (const item of items) if (/^\/[^?#]*$/.test(item.path)) insert(root, item);
  return {
    find: (path) => {
      const found: Match[] = [];
      collect(root, path.slice(1).split('/'), 0, [], found);
      const best = found.filter((one) => !found.some((other) => other !== one && isMoreConcrete(other, one)));
      return [...new Set(best.map(({ item }) => item))];
    },
  };
}

function insert(root: Node, item: PathItem): void {
  let node = root;
  const segments = item.path.slice(1).split('/');
  for (const [i, segment] of segments.entries()) {
    if (i === segments.length - 1 && /^\{[^{}]*\+\}$/.test(segment)) {
      node.greedy.push(item);
      return;
    }
    node = childFor(node, segment);
  }
  node.items.push(item);
}

function childFor(node: Node, segment: string): Node {
  const pieces = segment.split(/\{[^{}]*\}/);
  if (pieces.length === 1) {
    const known = node.literal.get(decoded(segment));
    if (known !== undefined) return known;
    const made = emptyNode();
    node.literal.set(decoded(segment), made);
    return made;
  }
  const key = pieces.join('{}');
  const known = node.templated.get(key);
  if (known !== undefined) return known.node;
  const made = emptyNode();
  node.templated.set(key, { pieces: pieces.map(decoded), node: made });
  return made;
}

/** A template that matches, and how concrete each of its segments is. */
type Match = { readonly item: PathItem; readonly concrete: readonly number[] };

function collect(
  node: Node,
  segments: readonly string[],
  at: number,
  concrete: readonly number[],
  found: Match[],
): void {
  const segment = segments[at];
  if (segment === undefined) {
    found.push(...node.items.map((item) => ({ item, concrete })));
    return;
  }
  if (segments.slice(at).join('/') !== '') {
    found.push(...node.greedy.map((item) => ({ item, concrete: [...concrete, 0] })));
  }
  const text = decoded(segment);
  const literal = node.literal.get(text);
  if (literal !== undefined) collect(literal, segments, at + 1, [...concrete, 3], found);
  for (const { pieces, node: next } of node.templated.values()) {
    if (matchesPieces(pieces, text)) {
      collect(next, segments, at + 1, [...concrete, pieces.join('') === '' ? 1 : 2], found);
    }
  }
}

/** Whether a template is at least as concrete as another in every segment, and more so in one. */
function isMoreConcrete(a: Match, b: Match): boolean {
  const length = Math.max(a.concrete.length, b.concrete.length);
  let more = false;
  for (let i = 0; i < length; i++) {
    const difference = (a.concrete[i] ?? 0) - (b.concrete[i] ?? 0);
    if (difference < 0) return false;
    more ||= difference > 0;
  }
  return more;
}

/** Whether a segment is these pieces with one character or more between each two of them. */
function matchesPieces(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at + 1);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length > at;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
