// Finds what an alias stands for, with bounds: no cycles, and nothing that unfolds without end.
import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';
import type { HoleReason } from './node';
import { endOf, type Located, partsOf } from './shape';

export type Anchors = {
  /** What the alias at a place stands for, or why it stands for nothing. */
  find(name: string, alias: Span): Located | HoleReason;
};

/** An alias may unfold to this many characters, and all that are asked for to this many in all. */
const MAX_UNFOLDED = 8_000_000;
const MAX_IN_ALL = 64_000_000;

/** Aliases inside of what aliases stand for are followed this deep. */
const MAX_DEPTH = 100;

/** An anchor or an alias, unless the character before it belongs to a word. */
const MARKS = /[&*][^\s[\]{},]+/g;
const BEFORE_MARK = /[\s[\]{},:?-]/;

type Marks = {
  /** The offsets of all `&name` of a name, in order; some may be mere text. */
  readonly anchors: ReadonlyMap<string, readonly number[]>;
  /** All `*name`, in order; some may be mere text. */
  readonly aliases: readonly { readonly at: number; readonly name: string }[];
};

/** The anchors of a text; `roots` are where nodes are looked for. */
export function anchorsOf(chars: Chars, roots: () => readonly Located[]): Anchors {
  let marks: Marks | null = null;
  let whole: string | null = null;
  let inAll = 0;
  const weighed = new Set<number>();
  const weights = new Map<number, number>();
  const found = new Map<number, Target | null>();

  return { find };

  function find(name: string, alias: Span): Located | HoleReason {
    const target = targetOf(name, alias.start);
    if (target === null) return 'alias';
    if (target.end >= alias.end) return 'cycle';
    const weight = weigh(target);
    if (!weighed.has(alias.start)) {
      weighed.add(alias.start);
      inAll += weight;
    }
    return weight > MAX_UNFOLDED || inAll > MAX_IN_ALL ? 'limit' : target;
  }

  function marked(): { readonly text: string; readonly marks: Marks } {
    whole ??= String(chars);
    marks ??= marksOf(whole);
    return { text: whole, marks };
  }

  /** The last node with that anchor that begins before an offset (YAML 1.2.2, 3.2.2.2). */
  function targetOf(name: string, before: number): Target | null {
    const { text, marks } = marked();
    const offsets = marks.anchors.get(name) ?? [];
    for (let i = firstNotBefore(offsets, before) - 1; i >= 0; i--) {
      const at = offsets[i] ?? 0;
      let target = found.get(at);
      if (target === undefined) {
        target = anchoredAt(text, roots(), at, name);
        found.set(at, target);
      }
      if (target !== null) return target;
    }
    return null;
  }

  /** How many characters a node stands for when all of its aliases are unfolded. */
  function weigh(target: Target, depth = 0): number {
    if (depth > MAX_DEPTH) return MAX_UNFOLDED + 1;
    const known = weights.get(target.start);
    if (known !== undefined) return known;
    const { aliases } = marked().marks;
    let weight = target.end - target.start;
    // Until it is known it counts as too much: what unfolds to itself has no size.
    weights.set(target.start, MAX_UNFOLDED + 1);
    let low = 0;
    for (let high = aliases.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((aliases[middle]?.at ?? 0) < target.start) low = middle + 1;
      else high = middle;
    }
    for (; low < aliases.length && weight <= MAX_UNFOLDED; low++) {
      const alias = aliases[low];
      if (alias === undefined || alias.at >= target.end) break;
      const inner = targetOf(alias.name, alias.at);
      if (inner !== null && inner.end < alias.at) weight += weigh(inner, depth + 1);
    }
    weights.set(target.start, weight);
    return weight;
  }
}

type Target = Located & { readonly start: number; readonly end: number };

function marksOf(text: string): Marks {
  const anchors = new Map<string, number[]>();
  const aliases: { at: number; name: string }[] = [];
  for (const match of text.matchAll(MARKS)) {
    if (match.index > 0 && !BEFORE_MARK.test(text.charAt(match.index - 1))) continue;
    const name = match[0].slice(1);
    if (match[0].startsWith('*')) aliases.push({ at: match.index, name });
    else {
      const offsets = anchors.get(name);
      if (offsets === undefined) anchors.set(name, [match.index]);
      else offsets.push(match.index);
    }
  }
  return { anchors, aliases };
}

function firstNotBefore(offsets: readonly number[], limit: number): number {
  let low = 0;
  for (let high = offsets.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The node whose anchor is written at an offset; `null` where that is mere text. */
function anchoredAt(text: string, roots: readonly Located[], at: number, name: string): Target | null {
  let here: Located | null = lastBefore(
    roots.map((root) => ({ at: root.origin, located: root })),
    at,
  );
  while (here !== null) {
    const { source, origin }: Located = here;
    const shape = source.shape(text, origin);
    if (shape.anchor === name && origin + shape.head <= at && at < origin + shape.start + 1) {
      return { source, origin, start: origin + shape.start, end: endOf(text, source, origin) };
    }
    here = lastBefore(
      partsOf(shape).map(({ start, at: from, source: inner }) => ({
        at: origin + start,
        located: { source: inner, origin: origin + from },
      })),
      at,
    );
  }
  return null;
}

function lastBefore(
  candidates: readonly { readonly at: number; readonly located: Located }[],
  at: number,
): Located | null {
  let low = 0;
  for (let high = candidates.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((candidates[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return candidates[low - 1]?.located ?? null;
}
