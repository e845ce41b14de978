// Keys that a map has twice: YAML and JSON forbid it or leave it open which of them counts.
import type { DataProblem } from './node';
import { type Located, partsOf, type Shape, type Source } from './shape';

/**
 * What is wrong below a source: what was found in reading it and its parts, and keys that a map has twice; of those the
 * later ones are the problem.
 */
export function problemsIn(text: string, root: Located, depth: number): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const open: { readonly at: Located; readonly depth: number }[] = [{ at: root, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { source, origin } = next.at;
    if (source.isSound(text, origin)) continue;
    problems.push(...problemsAt(text, next.at));
    if (next.depth <= 1) continue;
    for (const { value } of partsOf(source.shape(text, origin))) {
      open.push({ at: { source: value.source, origin: origin + value.at }, depth: next.depth - 1 });
    }
  }
  return problems;
}

/** In how many levels of a source nothing is wrong: what did not change is not looked at again. */
const clean = new WeakMap<Source, number>();

/** The same for some outer levels, without what stands below some keys. */
export function outerProblems(
  text: string,
  at: Located,
  levels: number,
  unread: ReadonlySet<string>,
): readonly DataProblem[] {
  const { source, origin } = at;
  if ((clean.get(source) ?? 0) >= levels || source.isSound(text, origin)) return [];
  const problems = [...problemsAt(text, at)];
  for (const part of levels <= 1 ? [] : partsOf(source.shape(text, origin))) {
    if ('key' in part && typeof part.key === 'string' && unread.has(part.key)) continue;
    const inner = { source: part.value.source, origin: origin + part.value.at };
    problems.push(...outerProblems(text, inner, levels - 1, unread));
  }
  if (problems.length === 0) clean.set(source, levels);
  return problems;
}

function problemsAt(text: string, { source, origin }: Located): readonly DataProblem[] {
  return [...source.problems(text, origin), ...twins(source.shape(text, origin), origin)];
}

function twins(shape: Shape, origin: number): readonly DataProblem[] {
  if (shape.kind !== 'map') return [];
  const seen = new Set<string>();
  return shape.entries.flatMap(({ key, merge, written, keyStart, keyEnd }) => {
    const isTwin = seen.has(key) && !merge && written !== 'other';
    seen.add(key);
    const span = { start: origin + keyStart, end: origin + keyEnd };
    return isTwin ? [{ span, message: `The key ${JSON.stringify(key)} is in this map twice.` }] : [];
  });
}
