// Keys that a map has twice: YAML and JSON forbid it or leave it open which of them counts.

import type { Chars } from '../../text/pieces';
import type { DataProblem } from './node';
import { type Located, type MapShape, NO_FAULTS, partsOf, type Source, shapeIn } from './shape';

/**
 * What is wrong below a source: what was found in reading it and its parts, and keys that a map has twice; of those the
 * later ones are the problem.
 */
export function problemsIn(text: Chars, root: Located, depth: number): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const open: { readonly at: Located; readonly depth: number }[] = [{ at: root, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { source, origin } = next.at;
    const own = problemsAt(text, source, origin);
    if (own === null) continue;
    problems.push(...own);
    if (next.depth <= 1) continue;
    for (const part of partsOf(shapeIn(text, source, origin))) {
      open.push({ at: { source: part.source, origin: origin + part.at }, depth: next.depth - 1 });
    }
  }
  return problems;
}

/** The same for some outer levels, without what stands below some keys. */
export function outerProblems(
  text: Chars,
  source: Source,
  origin: number,
  levels: number,
  unread: ReadonlySet<string>,
): readonly DataProblem[] {
  if (source.clean >= levels) return NO_FAULTS;
  let problems = problemsAt(text, source, origin);
  if (problems === null) return NO_FAULTS;
  if (levels > 1) {
    const shape = shapeIn(text, source, origin);
    const parts = partsOf(shape);
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined || (shape.kind === 'map' && unread.has(shape.entries[i]?.key ?? ''))) continue;
      const inner = outerProblems(text, part.source, origin + part.at, levels - 1, unread);
      if (inner.length > 0) problems = [...problems, ...inner];
    }
  }
  if (problems.length === 0) source.clean = levels;
  return problems;
}

/** What is wrong in a source itself; `null` for a scalar in which nothing is. */
function problemsAt(text: Chars, source: Source, origin: number): readonly DataProblem[] | null {
  const faults =
    typeof text === 'string'
      ? source.faults(text, origin)
      : source.faults(text.slice(origin, origin + source.reach), 0);
  if (faults === null) return null;
  const own = faults.length === 0 ? faults : faults.map((fault) => movedBy(fault, origin));
  const shape = shapeIn(text, source, origin);
  return shape.kind === 'map' && hasTwins(shape) ? [...own, ...twins(shape, origin)] : own;
}

function movedBy({ span, message }: DataProblem, by: number): DataProblem {
  return { span: { start: span.start + by, end: span.end + by }, message };
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
