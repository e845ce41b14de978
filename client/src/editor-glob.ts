// The editor's globs, `**/*.{conf,nginx}`, on paths relative to a folder: for file systems that the editor cannot search.
import { matchesName } from './glob';

/** A test for paths without a leading slash. `**` stands for any number of segments, `{a,b}` for one of its alternatives. */
export function globTest(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern).map((each) => each.split('/'));
  return (path) => {
    const names = path.split('/');
    return alternatives.some((segments) => matchesFrom(segments, 0, names, 0));
  };
}

function matchesFrom(segments: readonly string[], s: number, names: readonly string[], n: number): boolean {
  const segment = segments[s];
  if (segment === undefined) return n === names.length;
  if (segment === '**') {
    // Two in a row say no more than one, and would be tried at every pair of places.
    if (segments[s + 1] === '**') return matchesFrom(segments, s + 1, names, n);
    for (let next = n; next <= names.length; next++) {
      if (matchesFrom(segments, s + 1, names, next)) return true;
    }
    return false;
  }
  const name = names[n];
  return name !== undefined && matchesName(segment, name) && matchesFrom(segments, s + 1, names, n + 1);
}

/** The patterns without braces that a pattern stands for; a brace that is never closed stands for itself. */
function expandBraces(pattern: string): readonly string[] {
  const open = pattern.indexOf('{');
  const parts = open < 0 ? null : splitGroup(pattern, open);
  if (parts === null) return [pattern];
  const head = pattern.slice(0, open);
  return parts.alternatives.flatMap((alternative) => expandBraces(head + alternative + parts.rest));
}

function splitGroup(pattern: string, open: number): { alternatives: readonly string[]; rest: string } | null {
  const alternatives: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '{') depth++;
    if (character === ',' && depth === 1) {
      alternatives.push(pattern.slice(start, i));
      start = i + 1;
    }
    if (character === '}' && --depth === 0) {
      alternatives.push(pattern.slice(start, i));
      return { alternatives, rest: pattern.slice(i + 1) };
    }
  }
  return null;
}
