// Rewrites atomic groups and possessive quantifiers as look-arounds, where that says the same.
import { choice, type Node, nullable, sequence } from './tree';

/** A rewritten group may stand in its tree twice, so nested ones double with each level. */
const MAX_DEPTH = 4;

/**
 * A tree that matches the same texts without atomic groups, possessive quantifiers and captures; `null` where there
 * is no simple one. Which of several matches is preferred gets lost.
 */
export function withoutAtomics(node: Node, depth = 0): Node | null {
  switch (node.kind) {
    case 'sequence': {
      const items = eachWithoutAtomics(node.items, depth);
      return items && sequence(items);
    }
    case 'choice': {
      const options = eachWithoutAtomics(node.options, depth);
      return options && choice(options);
    }
    case 'repeat': {
      if (node.mode === 'possessive') return atomic({ ...node, mode: 'greedy' }, depth + 1);
      const body = withoutAtomics(node.body, depth);
      return body && { ...node, body };
    }
    case 'look': {
      const body = withoutAtomics(node.body, depth);
      return body && { ...node, body };
    }
    case 'capture':
      return withoutAtomics(node.body, depth);
    case 'atomic':
      return atomic(node.body, depth + 1);
    case 'set':
    case 'assert':
    case 'keep':
      return node;
  }
}

function eachWithoutAtomics(nodes: readonly Node[], depth: number): readonly Node[] | null {
  const rewritten: Node[] = [];
  for (const node of nodes) {
    const other = withoutAtomics(node, depth);
    if (other === null) return null;
    rewritten.push(other);
  }
  return rewritten;
}

/** What matches as an atomic group with this body does. */
function atomic(body: Node, depth: number): Node | null {
  if (depth > MAX_DEPTH) return null;
  if (matchesInOneWay(body)) return withoutAtomics(body, depth);
  switch (body.kind) {
    case 'capture':
    case 'atomic':
      return atomic(body.body, depth);
    case 'choice':
      return firstOf(body.options, depth);
    case 'repeat':
      return run(body, depth);
    case 'sequence': {
      const last = body.items[body.items.length - 1];
      const others = body.items.slice(0, -1);
      if (last === undefined || !others.every(matchesInOneWay)) return null;
      const rewritten = eachWithoutAtomics(others, depth);
      const end = atomic(last, depth);
      return rewritten && end && sequence([...rewritten, end]);
    }
    default:
      return null;
  }
}

/** `(?>a|b|c)` is `a|(?!a)(?:b|(?!b)c)`, when each of them matches in one way at most. */
function firstOf(options: readonly Node[], depth: number): Node | null {
  if (!options.every(matchesInOneWay)) return null;
  const rewritten = eachWithoutAtomics(options, depth);
  return rewritten?.reduceRight((rest, option) => choice([option, sequence([not(option), rest])])) ?? null;
}

/** `(?>x*)` is `x*(?!x)`, when x matches in one way at most; with a limit, what comes behind it is open. */
function run(node: Extract<Node, { kind: 'repeat' }>, depth: number): Node | null {
  const { min, max, mode } = node;
  if (!matchesInOneWay(node.body) || nullable(node.body)) return null;
  const body = withoutAtomics(node.body, depth);
  if (body === null) return null;
  const times = (least: number, most: number | null): Node => ({
    kind: 'repeat',
    body,
    min: least,
    max: most,
    mode: 'greedy',
  });
  if (mode === 'lazy') return times(min, min);
  if (max === null) return sequence([times(min, null), not(body)]);
  return choice([times(max, max), sequence([times(min, max - 1), not(body)])]);
}

function not(body: Node): Node {
  return { kind: 'look', behind: false, negative: true, body };
}

/** Whether there is at most one way for a node to match from a position. */
function matchesInOneWay(node: Node): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every(matchesInOneWay);
    case 'repeat':
      return node.mode === 'possessive' || (node.min === node.max && matchesInOneWay(node.body));
    case 'capture':
      return matchesInOneWay(node.body);
    case 'choice':
      return false;
    case 'set':
    case 'atomic':
    case 'look':
    case 'assert':
    case 'keep':
      return true;
  }
}
