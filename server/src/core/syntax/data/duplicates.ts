// Keys that a map has twice: YAML and JSON forbid it or leave it open which of them counts.
import type { DataProblem } from './node';
import type { Shape } from './shape';
import type { Located } from './view';

/** The duplicate keys in the first `depth` levels below a source; the later ones are the problem. */
export function duplicateKeys(
  text: string,
  { source, origin }: Located,
  depth: number,
): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const open: { readonly at: Located; readonly depth: number }[] = [{ at: { source, origin }, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, depth } = next;
    const shape: Shape = at.source.shape(text, at.origin);
    if (shape.kind === 'map') {
      const seen = new Set<string>();
      for (const { key, merge, written, keyStart, keyEnd } of shape.entries) {
        if (seen.has(key) && !merge && written !== 'other') {
          problems.push({
            span: { start: at.origin + keyStart, end: at.origin + keyEnd },
            message: `The key ${JSON.stringify(key)} is in this map twice.`,
          });
        }
        seen.add(key);
      }
    }
    if (depth <= 1) continue;
    const parts = shape.kind === 'map' ? shape.entries : shape.kind === 'list' ? shape.items : [];
    for (const { value } of parts) {
      open.push({ at: { source: value.source, origin: at.origin + value.at }, depth: depth - 1 });
    }
  }
  return problems;
}
