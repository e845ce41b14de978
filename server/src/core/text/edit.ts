// Changes to texts, as data: replace a span by new text.
import type { Place, Span } from './span';

/** Replaces `span` of `file` by `newText`; an empty span inserts, an empty text deletes. */
export type Edit = Place & { readonly newText: string };

/** A replacement inside one text whose file is known from the context. */
export type Replacement = { readonly span: Span; readonly newText: string };

/**
 * Applies replacements to one text. They may come in any order; those that overlap an earlier one are left out,
 * so the result is always one of a consistent set of edits.
 */
export function applyEdits(text: string, edits: readonly Replacement[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let at = 0;
  for (const { span, newText } of sorted) {
    if (span.start < at) continue;
    out += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return out + text.slice(at);
}

/** Whether no two of these edits touch the same characters of the same file. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start,
  );
  return sorted.every((edit, i) => {
    const before = sorted[i - 1];
    return before === undefined || before.file !== edit.file || before.span.end <= edit.span.start;
  });
}
