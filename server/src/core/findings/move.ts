// Findings at the places to which a change before them has moved them.
import type { Move } from '../model/layer';
import type { Place } from '../text/span';
import type { Finding } from './finding';

/** Whether a finding, or what it says besides or would change, is at least in part where the text changed. */
export function touches({ at, related, fixes }: Finding, move: Move): boolean {
  return (
    isNear(at, move) ||
    related.some((label) => isNear(label, move)) ||
    fixes.some(({ edits }) => edits.some((edit) => isNear(edit, move)))
  );
}

function isNear({ file, span }: Place, { file: changed, around }: Move): boolean {
  return file === changed && span.end >= around.start && span.start <= around.end;
}

/** A finding that does not touch the change, where it stands now. */
export function movedFinding(finding: Finding, move: Move): Finding {
  const { at, related, fixes } = finding;
  if (move.by === 0) return finding;
  return {
    ...finding,
    at: moved(at, move),
    related: related.map((label) => moved(label, move)),
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => moved(edit, move)) })),
  };
}

function moved<P extends Place>(place: P, { file, around, by }: Move): P {
  const { span } = place;
  if (place.file !== file || span.start <= around.end) return place;
  return { ...place, span: { start: span.start + by, end: span.end + by } };
}
