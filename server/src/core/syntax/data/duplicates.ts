// Keys that a map has twice: YAML and JSON forbid it or leave it open which of them counts.
import type { DataProblem } from './node';
import { type Located, partsOf, type Shape } from './shape';

/**
 * What is wrong in the first `depth` levels below a source: what was found in reading them, and keys that a map has
 * twice; of those the later ones are the problem. What stands below some keys may be left out.
 */
export function problemsIn(
  text: string,
  root: Located,
  depth: number,
  unread: ReadonlySet<string> = new Set(),
): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const open: { readonly at: Located; readonly depth: number }[] = [{ at: root, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { source, origin } = next.at;
    if (source.isSound(text, origin)) continue;
    const shape: Shape = source.shape(text, origin);
    problems.push(...source.problems(text, origin), ...twins(shape, origin));
    if (next.depth <= 1) continue;
    for (const part of partsOf(shape)) {
      if ('key' in part && unread.has(part.key)) continue;
      const { value } = part;
      open.push({ at: { source: value.source, origin: origin + value.at }, depth: next.depth - 1 });
    }
  }
  return problems;
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
