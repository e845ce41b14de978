// The syntax tree of a pattern, and what can be told from it alone.
import type { UnitSet } from './unit-set';

/** A condition on a position that looks at its neighbours only. */
export type Assertion =
  /** `\A`, and `^` outside of multi-line mode. */
  | 'start'
  /** `^` in multi-line mode: the start, or behind a newline that is not the last unit. */
  | 'lineStart'
  /** `\z` */
  | 'end'
  /** `\Z`, and `$` outside of multi-line mode: the end, or before a newline that is the last unit. */
  | 'endOrLastNewline'
  /** `$` in multi-line mode: the end, or before a newline. */
  | 'lineEnd'
  /** `\b` */
  | 'wordEdge'
  /** `\B` */
  | 'noWordEdge';

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

export type Node =
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'set'; readonly set: UnitSet }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  /** `max` is `null` for no limit. */
  | {
      readonly kind: 'repeat';
      readonly body: Node;
      readonly min: number;
      readonly max: number | null;
      readonly mode: RepeatMode;
    }
  | { readonly kind: 'capture'; readonly index: number; readonly body: Node }
  /** `(?>…)`: once left, it is not entered again for another way to match. */
  | { readonly kind: 'atomic'; readonly body: Node }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Node }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  /** `\K`: the match is said to start here. */
  | { readonly kind: 'keep' };

export const EMPTY: Node = { kind: 'sequence', items: [] };

export function sequence(items: readonly Node[]): Node {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
}

export function choice(options: readonly Node[]): Node {
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

/** The alternatives of a node: its options when it is a choice, else itself. */
export function alternatives(node: Node): readonly Node[] {
  return node.kind === 'choice' ? node.options : [node];
}

/** The nodes directly inside a node. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.options;
    case 'repeat':
    case 'capture':
    case 'atomic':
    case 'look':
      return [node.body];
    case 'set':
    case 'assert':
    case 'keep':
      return [];
  }
}

/** Whether some node of the tree is as asked. */
export function anyNode(node: Node, is: (node: Node) => boolean): boolean {
  return is(node) || children(node).some((child) => anyNode(child, is));
}

/** Whether a node may match the empty text. */
export function nullable(node: Node): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'sequence':
      return node.items.every(nullable);
    case 'choice':
      return node.options.some(nullable);
    case 'repeat':
      return node.min === 0 || nullable(node.body);
    case 'capture':
    case 'atomic':
      return nullable(node.body);
    case 'look':
    case 'assert':
    case 'keep':
      return true;
  }
}

export type Width = { readonly min: number; readonly max: number };

const NONE: Width = { min: 0, max: 0 };

/** How many units a node consumes, at least and at most; `max` may be infinite. */
export function width(node: Node): Width {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'sequence':
      return node.items.map(width).reduce((sum, w) => ({ min: sum.min + w.min, max: sum.max + w.max }), NONE);
    case 'choice':
      return node.options
        .map(width)
        .reduce((all, w) => ({ min: Math.min(all.min, w.min), max: Math.max(all.max, w.max) }));
    case 'repeat': {
      const body = width(node.body);
      const max = node.max ?? Number.POSITIVE_INFINITY;
      return { min: body.min * node.min, max: body.max === 0 || max === 0 ? 0 : body.max * max };
    }
    case 'capture':
    case 'atomic':
      return width(node.body);
    case 'look':
    case 'assert':
    case 'keep':
      return NONE;
  }
}

/** How many instructions a node takes at most, with counted repeats written out. */
export function expandedSize(node: Node): number {
  const inner = children(node).reduce((sum, child) => sum + expandedSize(child), 0);
  switch (node.kind) {
    case 'sequence':
      return inner;
    case 'set':
    case 'assert':
    case 'keep':
      return 1;
    case 'choice':
    case 'capture':
    case 'atomic':
    case 'look':
      return inner + 2;
    case 'repeat':
      return (inner + 1) * Math.max(node.max ?? node.min, 1) + 4;
  }
}
