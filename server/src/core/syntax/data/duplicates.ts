// Keys that a map has twice: YAML and JSON forbid it or leave it open which of them counts.

import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';
import type { DataProblem } from './node';
import { type Located, type MapShape, partsOf, readingOf, shapeIn } from './shape';

/**
 * What is wrong below a source: what was found in reading it and its parts, and keys that a map has twice; of those the
 * later ones are the problem.
 */
export function problemsIn(text: Chars, root: Located, depth: number): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const open: { readonly at: Located; readonly depth: number }[] = [{ at: root, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { origin } = next.at;
    if (isSound(text, next.at)) continue;
    problems.push(...problemsAt(text, next.at));
    if (next.depth <= 1) continue;
    for (const { value } of partsOf(shapeIn(text, next.at))) {
      open.push({ at: { source: value.source, origin: origin + value.at }, depth: next.depth - 1 });
    }
  }
  return problems;
}

/** The same for some outer levels, without what stands below some keys. */
export function outerProblems(
  text: Chars,
  at: Located,
  levels: number,
  unread: ReadonlySet<string>,
): readonly DataProblem[] {
  const { source, origin } = at;
  if (source.clean >= levels || isSound(text, at)) return NONE;
  const problems = [...problemsAt(text, at)];
  if (levels > 1) {
    for (const part of partsOf(shapeIn(text, at))) {
      if ('key' in part && unread.has(part.key)) continue;
      const inner = { source: part.value.source, origin: origin + part.value.at };
      for (const problem of outerProblems(text, inner, levels - 1, unread)) problems.push(problem);
    }
  }
  if (problems.length === 0) source.clean = levels;
  return problems;
}

const NONE: readonly DataProblem[] = [];

function isSound(text: Chars, at: Located): boolean {
  const { text: own, origin } = readingOf(text, at);
  return at.source.isSound(own, origin);
}

function problemsAt(text: Chars, at: Located): readonly DataProblem[] {
  const { text: read, origin } = readingOf(text, at);
  const moved = at.origin - origin;
  const found = at.source.problems(read, origin);
  const own =
    moved === 0 ? found : found.map((problem) => ({ ...problem, span: movedBy(problem.span, moved) }));
  const shape = shapeIn(text, at);
  return shape.kind === 'map' && hasTwins(shape) ? [...own, ...twins(shape, at.origin)] : own;
}

function movedBy({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Whether a map has a key twice. In a small one they are compared, which is sooner done than to collect them. */
function hasTwins({ entries }: MapShape): boolean {
  if (entries.length > 12) return new Set(entries.map(({ key }) => key)).size < entries.length;
  for (let i = 1; i < entries.length; i++) {
    for (let k = 0; k < i; k++) if (entries[k]?.key === entries[i]?.key) return true;
  }
  return false;
}

function twins({ entries }: MapShape, origin: number): readonly DataProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key, merge, written, keyStart, keyEnd }) => {
    const isTwin = seen.has(key) && !merge && written !== 'other';
    seen.add(key);
    const span = { start: origin + keyStart, end: origin + keyEnd };
    return isTwin ? [{ span, message: `The key ${JSON.stringify(key)} is in this map twice.` }] : [];
  });
}
