// Applies safe fixes, round after round, and shows or writes what came of it.
import {
  type Analysis,
  applyEdits,
  type Edit,
  type FileId,
  type Finding,
  type Source,
  unifiedDiff,
} from '../core';
import type { Session } from '../host/session';
import { writeAtomically } from '../host/write';
import { reasonOf, UsageError } from './io';

export type Change = { readonly file: FileId; readonly before: string; readonly after: string };

export type Fixed = {
  /** The analysis of the fixed texts. */
  readonly analysis: Analysis;
  readonly changes: readonly Change[];
  /** The titles of the fixes that were applied, in their order. */
  readonly applied: readonly { readonly finding: Finding; readonly title: string }[];
};

/** A fix may bring another one about; after so many rounds it is a circle. */
const MAX_ROUNDS = 10;

/** Applies the first fix of each finding whose first fix is safe. Nothing is written: the session holds the new texts. */
export async function applyFixes(session: Session, first: Analysis): Promise<Fixed> {
  const before = new Map<FileId, string>();
  const applied: { finding: Finding; title: string }[] = [];
  let analysis = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = choose(analysis.findings, session);
    if (chosen.length === 0) break;
    const edits = chosen.flatMap(({ edits: own }) => own);
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const text = session.text(file) ?? '';
      if (!before.has(file)) before.set(file, text);
      session.replace(
        file,
        applyEdits(
          text,
          edits.filter((edit) => edit.file === file),
        ),
      );
    }
    applied.push(...chosen.map(({ finding, title }) => ({ finding, title })));
    analysis = await session.analyze();
  }
  const changes = [...before].map(([file, text]) => ({
    file,
    before: text,
    after: session.text(file) ?? text,
  }));
  return { analysis, changes: changes.filter((change) => change.before !== change.after), applied };
}

type Chosen = { readonly finding: Finding; readonly title: string; readonly edits: readonly Edit[] };

/** The fixes that can be applied together: those that touch what an earlier one changes wait for the next round. */
function choose(findings: readonly Finding[], session: Session): readonly Chosen[] {
  const chosen: Chosen[] = [];
  const taken: Edit[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (fix?.safety !== 'safe' || fix.edits.length === 0) continue;
    const isFree = fix.edits.every(
      (edit) => isWritable(edit.file, session) && !taken.some((other) => touches(edit, other)),
    );
    if (!isFree) continue;
    chosen.push({ finding, title: fix.title, edits: fix.edits });
    taken.push(...fix.edits);
  }
  return chosen;
}

function touches(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** A text with bytes that were no UTF-8 cannot be written back as it was. */
function isWritable(file: FileId, session: Session): boolean {
  return session.text(file)?.includes('\uFFFD') === false;
}

/** What the fixes change, as one unified diff. */
export function fixesAsDiff({ changes }: Fixed, source: Source): string {
  return byName(changes, source)
    .map(({ file, before, after }) => unifiedDiff(source.name(file), before, after))
    .join('');
}

/** Writes the changed files, each in one step. */
export async function writeFixes({ changes }: Fixed, session: Session): Promise<void> {
  for (const { file, after } of changes) {
    try {
      await writeAtomically(file, after);
    } catch (error) {
      throw new UsageError(`--fix: ${file} cannot be written: ${reasonOf(error)}.`);
    }
    session.saved(file);
  }
}

/** What was applied, a line a file. */
export function fixedText({ changes, applied }: Fixed, source: Source): string {
  if (applied.length === 0) return '';
  const lines = byName(changes, source).map(({ file }) => {
    const titles = applied.filter(({ finding }) => finding.at.file === file).map(({ title }) => title);
    return `fixed ${source.name(file)}: ${[...new Set(titles)].join('; ')}\n`;
  });
  return lines.join('');
}

function byName(changes: readonly Change[], source: Source): readonly Change[] {
  return [...changes].sort((a, b) => (source.name(a.file) < source.name(b.file) ? -1 : 1));
}
