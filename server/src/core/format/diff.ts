// A unified diff of two versions of a text, as `diff -u` writes it and `patch` and `git apply` read it.

/** How many unchanged lines stand around a change. */
const CONTEXT = 3;

/** One line of the comparison: kept, taken out or put in. */
type Op = { readonly sign: ' ' | '-' | '+'; readonly line: string };

/** The diff, `''` where the texts are the same. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const ops = compare(splitLines(before), splitLines(after));
  const hunks = hunksOf(ops).map(([from, to]) => hunk(ops, from, to));
  return `--- a/${name}\n+++ b/${name}\n${hunks.join('')}`;
}

/** Lines with their line breaks. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The ranges of operations that belong together, with the context around each change. */
function hunksOf(ops: readonly Op[]): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  ops.forEach((op, i) => {
    if (op.sign === ' ') return;
    const from = Math.max(0, i - CONTEXT);
    const to = Math.min(ops.length, i + CONTEXT + 1);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else ranges.push([from, to]);
  });
  return ranges;
}

function hunk(ops: readonly Op[], from: number, to: number): string {
  const count = (sign: '-' | '+', start: number, end: number) =>
    ops.slice(start, end).filter((op) => op.sign === ' ' || op.sign === sign).length;
  const side = (sign: '-' | '+') => {
    const length = count(sign, from, to);
    const start = count(sign, 0, from) + (length === 0 ? 0 : 1);
    return length === 1 ? `${start}` : `${start},${length}`;
  };
  const lines = ops
    .slice(from, to)
    .map(({ sign, line }) => sign + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`));
  return `@@ -${side('-')} +${side('+')} @@\n${lines.join('')}`;
}

/**
 * The shortest way from one list of lines to the other (E. W. Myers, "An O(ND) Difference Algorithm", 1986),
 * after what is the same at both ends was set aside.
 */
function compare(before: readonly string[], after: readonly string[]): readonly Op[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const keep = (lines: readonly string[]): Op[] => lines.map((line) => ({ sign: ' ', line }));
  return [
    ...keep(before.slice(0, head)),
    ...shortestWay(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...keep(before.slice(before.length - tail)),
  ];
}

function shortestWay(a: readonly string[], b: readonly string[]): readonly Op[] {
  // reach[k] is the furthest offset in `a` on diagonal k; one copy for each number of changes leads the way back.
  const history: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= a.length + b.length; changes++) {
    history.push(new Map(reach));
    for (let k = -changes; k <= changes; k += 2) {
      let x = startOf(reach, k, changes);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(a, b, history);
    }
  }
  return [];
}

/** Where a diagonal starts: one step down from the one above, or one to the right from the one below. */
function startOf(reach: ReadonlyMap<number, number>, k: number, changes: number): number {
  const below = reach.get(k - 1) ?? -1;
  const above = reach.get(k + 1) ?? -1;
  return k === -changes || (k !== changes && below < above) ? above : below + 1;
}

function wayBack(
  a: readonly string[],
  b: readonly string[],
  history: readonly Map<number, number>[],
): readonly Op[] {
  const ops: Op[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = history.length - 1; changes >= 0; changes--) {
    const reach = history[changes] ?? new Map<number, number>();
    const k = x - y;
    const isInsertion =
      k === -changes || (k !== changes && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromX = reach.get(isInsertion ? k + 1 : k - 1) ?? 0;
    const fromY = fromX - (isInsertion ? k + 1 : k - 1);
    while (
      x > Math.max(0, isInsertion ? fromX : fromX + 1) &&
      y > Math.max(0, isInsertion ? fromY + 1 : fromY)
    ) {
      ops.push({ sign: ' ', line: a[--x] ?? '' });
      y--;
    }
    if (changes === 0) break;
    if (isInsertion) ops.push({ sign: '+', line: b[--y] ?? '' });
    else ops.push({ sign: '-', line: a[--x] ?? '' });
  }
  return ops.reverse();
}
