// Whether a path is one that a route of the program names: no file is meant to answer it.

import type { Router } from '../stack';
import { routeTable } from '../table';

/** A segment of a path: its text in lower case, `null` for a parameter. */
type Segments = readonly (string | null)[];

const known = new WeakMap<Router, readonly Segments[]>();

/** Whether a route of the app for GET stands for exactly such paths; patterns for whole families do not count. */
export function isRouted(app: Router, path: string): boolean {
  const asked = segmentsOf(path.toLowerCase());
  if (asked.length === 0) return false;
  return namedPaths(app).some(
    (named) => named.length === asked.length && named.every((one, i) => one === null || one === asked[i]),
  );
}

function namedPaths(app: Router): readonly Segments[] {
  const before = known.get(app);
  if (before !== undefined) return before;
  const made = routeTable(app).flatMap(({ path, methods }): Segments[] => {
    const isForGet = methods === null || methods.includes('GET') || methods.includes('HEAD');
    const segments = isForGet ? segmentsOf(path).map(namedSegment) : [undefined];
    const named = segments.filter((one) => one !== undefined);
    // A lone parameter stands for every file of the folder, too.
    return named.length === segments.length && named.some((one) => one !== null) ? [named] : [];
  });
  known.set(app, made);
  return made;
}

/** A segment of a pattern; `undefined` where it is more than a text or one parameter. */
function namedSegment(segment: string): string | null | undefined {
  if (/^:\w+(?:\([^*]*\))?$/.test(segment)) return null;
  return /^[\w.~-]+$/.test(segment) ? segment.toLowerCase() : undefined;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
