// Comments that silence findings: authlint-disable-next-line, authlint-disable and authlint-enable.
import type { Comment, Document } from '../kinds/kind';
import { type LineIndex, lineIndex, positionAt } from '../text/line-index';
import type { FileId, Span } from '../text/span';
import { textFinding, UNUSED_SUPPRESSION } from './built-in';
import type { Finding, Fix } from './finding';

export type Suppressed = {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** A finding for each rule that a comment names without need. */
  readonly unused: readonly Finding[];
};

/** What a name in a comment is in its file: a rule that was run, one that the settings turn off, or no rule at all. */
export type NameState = 'run' | 'off' | 'unknown';

/**
 * Takes out the findings that comments silence. `stateOf` tells a rule that has nothing to say from one that was not
 * asked, and from a name with a mistake in it.
 */
export function applySuppressions(
  findings: readonly Finding[],
  documents: Iterable<Document>,
  stateOf: (name: string, file: FileId) => NameState,
): Suppressed {
  const byFile = new Map<FileId, Silence[]>();
  for (const document of documents) {
    const silences = readSilences(document);
    if (silences.length > 0) byFile.set(document.file, silences);
  }
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const by = (byFile.get(finding.at.file) ?? []).filter((silence) => silences(silence, finding));
    for (const silence of by) silence.used = true;
    (by.length > 0 ? suppressed : kept).push(finding);
  }
  const unused = [...byFile].flatMap(([file, all]) => unusedOf(file, all, stateOf));
  return { kept, suppressed, unused };
}

/** One rule (`null` for all of them) that one comment silences over a part of the text. */
type Silence = {
  readonly comment: Comment;
  readonly rule: string | null;
  /** Where the rule's name stands, or the whole comment. */
  readonly span: Span;
  readonly start: number;
  end: number;
  /** From where on single rules are heard again, while all others stay silent. */
  readonly heard: { readonly rule: string; readonly from: number }[];
  /** The rules' names and the comment's own line, for taking the comment out again. */
  readonly line: Span;
  used: boolean;
};

const COMMENT = /^\W*authlint-(disable-next-line|disable|enable)(?![\w-])(.*)$/s;

/** The rule that a comment of this kind names at an offset; `null` where there is none. */
export function ruleNameAt({ comments }: Document, offset: number): Name | null {
  for (const { span, text } of comments) {
    if (offset < span.start || offset > span.end) continue;
    const rest = COMMENT.exec(text)?.[2];
    if (rest === undefined) return null;
    const names = readNames(rest, span.start + text.length - rest.length);
    return names.find((name) => name.span.start <= offset && offset <= name.span.end) ?? null;
  }
  return null;
}

/** Reads the comments of a document in the order of its text. */
function readSilences(document: Document): Silence[] {
  const { comments } = document;
  if (comments.length === 0 || !document.text.includes('authlint-')) return [];
  const index = lineIndex(document.text);
  const silences: Silence[] = [];
  for (const comment of comments) {
    const match = COMMENT.exec(comment.text);
    const [, verb, rest] = match ?? [];
    if (verb === undefined || rest === undefined) continue;
    const names = readNames(rest, comment.span.start + comment.text.length - rest.length);
    if (verb === 'enable') {
      hearAgain(silences, names, comment.span.start);
      continue;
    }
    const range =
      verb === 'disable'
        ? { start: comment.span.end, end: document.text.length + 1 }
        : nextLine(document, index, comment);
    const line = lineOf(document.text, comment.span);
    const whole = { rule: null, span: comment.span };
    for (const { rule, span } of names.length > 0 ? names : [whole]) {
      silences.push({ comment, rule, span, ...range, heard: [], line, used: false });
    }
  }
  return silences;
}

/** A rule's name as a comment has it, in full or without its kind. */
export type Name = { readonly rule: string; readonly span: Span };

/** The rules that a comment names: words with commas between them, up to `--`, which starts the reason. */
function readNames(rest: string, offset: number): readonly Name[] {
  const list = rest.split(/(?:^|\s)--/)[0] ?? '';
  return [...list.matchAll(/[\w-]+\/[\w-]+|[\w-]{3,}/g)].map((match) => ({
    rule: match[0],
    span: { start: offset + match.index, end: offset + match.index + match[0].length },
  }));
}

function hearAgain(silences: readonly Silence[], names: readonly Name[], at: number): void {
  for (const silence of silences) {
    if (silence.end <= at) continue;
    if (names.length === 0 || names.some(({ rule }) => rule === silence.rule)) silence.end = at;
    else if (silence.rule === null) silence.heard.push(...names.map(({ rule }) => ({ rule, from: at })));
  }
}

/** The next line on which something other than comments stands. */
function nextLine(document: Document, index: LineIndex, comment: Comment): Span {
  const { text } = document;
  let line = positionAt(index, comment.span.end).line + 1;
  while (line < index.starts.length) {
    const span = { start: index.starts[line] ?? 0, end: index.starts[line + 1] ?? text.length + 1 };
    const first = span.start + (/\S/.exec(text.slice(span.start, span.end))?.index ?? text.length);
    const blank = first >= span.end;
    if (!blank && !document.comments.some((one) => one.span.start <= first && first < one.span.end))
      return span;
    line++;
  }
  return { start: text.length + 1, end: text.length + 1 };
}

function silences(silence: Silence, finding: Finding): boolean {
  const { start } = finding.at.span;
  if (start < silence.start || silence.end <= start) return false;
  if (silence.rule !== null) return isNamed(silence.rule, finding.rule);
  return !silence.heard.some(({ rule, from }) => isNamed(rule, finding.rule) && from <= start);
}

/** A comment may name a rule in full, or without its kind. */
function isNamed(name: string, rule: string): boolean {
  return name === rule || rule.endsWith(`/${name}`);
}

function unusedOf(
  file: FileId,
  all: readonly Silence[],
  stateOf: (name: string, file: FileId) => NameState,
): readonly Finding[] {
  return all.flatMap((silence) => {
    if (silence.used) return [];
    const state = silence.rule === null ? 'run' : stateOf(silence.rule, file);
    if (state === 'off') return [];
    const isWhole = all.every((other) => other.comment !== silence.comment || !other.used);
    const fixes = isWhole ? [removeComment(file, silence)] : [];
    const message = unusedMessage(silence.rule, state);
    return [textFinding(UNUSED_SUPPRESSION, message, { file, span: silence.span }, fixes)];
  });
}

function unusedMessage(rule: string | null, state: 'run' | 'unknown'): string {
  if (rule === null) return 'This comment silences nothing: take it out.';
  if (state === 'unknown') return `No rule is called "${rule}", so this comment silences nothing.`;
  return `${rule} has nothing to report here: take it out of this comment.`;
}

function removeComment(file: FileId, { line }: Silence): Fix {
  return { title: 'Remove the comment', safety: 'safe', edits: [{ file, span: line, newText: '' }] };
}

/** A comment with the blanks before it, and with its whole line where nothing else stands on it. */
function lineOf(text: string, comment: Span): Span {
  let start = comment.start;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  const alone = start === 0 || text.charAt(start - 1) === '\n';
  if (!alone) return { start, end: comment.end };
  const rest = /^[ \t]*(\r\n|\n|$)/.exec(text.slice(comment.end));
  return rest === null
    ? { start: comment.start, end: comment.end }
    : { start, end: comment.end + rest[0].length };
}
