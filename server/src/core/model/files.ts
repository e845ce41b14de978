// The files that the core was given, and those that it would like to have.
import type { ParseJs } from '../syntax/js/tree';
import type { Chars } from '../text/pieces';
import type { FileId } from '../text/span';
import type { PartId } from './layer';

/** A text; `chars` is the same in pieces, where it is typed into, and then `text` is put together when it is asked for. */
export type TextState = { readonly kind: 'text'; readonly text: string; readonly chars?: Chars };

/** What is known of a path. A `file` exists, but its content was not asked for. */
export type FileState =
  | TextState
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }
  /** `forbidden`: its permissions let nobody read it, whoever the server runs as. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly forbidden?: true };

/** Something that the core would like to know of the workspace. */
export type Want =
  /** The content of a file. */
  | { readonly kind: 'read'; readonly path: FileId }
  /** Whether a path exists, and as what. */
  | { readonly kind: 'stat'; readonly path: FileId }
  /** The names that match a shell pattern (glob(3): `*`, `?`, `[…]`, sorted by bytes, no dot files for `*`). */
  | { readonly kind: 'glob'; readonly pattern: string }
  /** The parser of JavaScript, which is not loaded until a file needs it. */
  | { readonly kind: 'jsParser' }
  /** A part of the core itself, with a kind that files were found of. */
  | { readonly kind: 'part'; readonly part: PartId };

/** What a host has loaded so far. */
export type Snapshot = {
  readonly files: ReadonlyMap<FileId, FileState>;
  readonly globs: ReadonlyMap<string, readonly FileId[]>;
  /** The parser of JavaScript, once it is loaded. */
  readonly parseJs?: ParseJs;
  /** Adds what is wanted to `files` or `globs` at once, where the host can; else it is for the next round. */
  readonly lookUp?: ((want: Want) => void) | null;
};

/**
 * A snapshot as the core reads it: what is not there is answered with `null` and remembered as wanted,
 * so that the host can load it and ask again.
 */
export type Files = {
  read(path: FileId): FileState | null;
  stat(path: FileId): FileState | null;
  glob(pattern: string): readonly FileId[] | null;
  jsParser(): ParseJs | null;
  /** The text at a path, where it is loaded already; it is not wanted. */
  peek(path: FileId): TextState | null;
};

/** Opens a snapshot for reading; `wanted` fills as the core asks for what is not there. */
export function openSnapshot(snapshot: Snapshot): {
  readonly files: Files;
  readonly wanted: Map<string, Want>;
  /** Notes something down as wanted. */
  want(entry: Want): null;
} {
  const wanted = new Map<string, Want>();
  const want = (entry: Want): null => {
    wanted.set(keyOf(entry), entry);
    return null;
  };
  /** What is known, if need be after looking it up. */
  const found = <T>(entry: Want, known: () => T | undefined): T | null => {
    const before = known();
    if (before !== undefined) return before;
    snapshot.lookUp?.(entry);
    return known() ?? want(entry);
  };
  const read = (path: FileId) => {
    const state = snapshot.files.get(path);
    return state?.kind === 'file' ? undefined : state;
  };
  const files: Files = {
    read: (path) => found({ kind: 'read', path }, () => read(path)),
    stat: (path) => found({ kind: 'stat', path }, () => snapshot.files.get(path)),
    glob: (pattern) => found({ kind: 'glob', pattern }, () => snapshot.globs.get(pattern)),
    jsParser: () => snapshot.parseJs ?? want({ kind: 'jsParser' }),
    peek: (path) => {
      const state = snapshot.files.get(path);
      return state?.kind === 'text' ? state : null;
    },
  };
  return { files, wanted, want };
}

/** Files that note down what they were asked and what they answered. */
export type Recorded = {
  readonly files: Files;
  readonly notes: Notes;
  /** Whether other files give every answer that was given; what they lack is noted there as wanted. */
  holdsFor(others: Files): boolean;
};

/** What was asked, and the answers. */
type Notes = {
  readonly states: Map<string, FileState | null>;
  readonly globs: Map<string, readonly FileId[] | null>;
  parser: ParseJs | null | undefined;
};

/**
 * Records what is asked of files, so that what was made of the answers can be kept for as long as they are the same.
 * @param earlier what was asked for a part of it that is kept already
 */
export function recorded(source: Files, earlier: Recorded | null = null): Recorded {
  const states = new Map(earlier?.notes.states);
  const globs = new Map(earlier?.notes.globs);
  const notes: Notes = { states, globs, parser: earlier?.notes.parser };
  const noted = <S extends FileState>(verb: Verb, ask: (path: FileId) => S | null) => {
    return (path: FileId) => {
      const answer = ask(path);
      states.set(`${verb} ${path}`, answer);
      return answer;
    };
  };
  const files: Files = {
    read: noted('read', source.read),
    stat: noted('stat', source.stat),
    peek: noted('peek', source.peek),
    glob: (pattern) => {
      const answer = source.glob(pattern);
      globs.set(pattern, answer);
      return answer;
    },
    jsParser: () => {
      notes.parser = source.jsParser();
      return notes.parser;
    },
  };
  const holdsFor = (others: Files): boolean => {
    let holds = true;
    // All are asked, also after one that has changed: what is lacking is wanted together.
    for (const [key, before] of states) holds = sameState(before, askedAgain(key, others)) && holds;
    for (const [pattern, before] of globs) holds = sameNames(before, others.glob(pattern)) && holds;
    if (notes.parser !== undefined) holds = notes.parser === others.jsParser() && holds;
    return holds;
  };
  return { files, notes, holdsFor };
}

const VERBS = ['read', 'stat', 'peek'] as const;
type Verb = (typeof VERBS)[number];

function askedAgain(key: string, files: Files): FileState | null {
  const verb = VERBS.find((one) => key.startsWith(one)) ?? 'peek';
  return files[verb](key.slice(verb.length + 1));
}

function sameState(before: FileState | null, now: FileState | null): boolean {
  if (before === now) return true;
  if (before === null || now === null || before.kind !== now.kind) return false;
  switch (before.kind) {
    case 'text':
      return now.kind === 'text' && isSameText(before, now);
    case 'unreadable':
      return now.kind === 'unreadable' && before.reason === now.reason && before.forbidden === now.forbidden;
    case 'file':
    case 'folder':
    case 'missing':
      return true;
  }
}

function isSameText(before: TextState, now: TextState): boolean {
  return (before.chars !== undefined && before.chars === now.chars) || before.text === now.text;
}

/** A text as it is best read. */
export function charsOf(state: TextState): Chars {
  return state.chars ?? state.text;
}

/** A file with a text; one in pieces is put together when somebody wants it as a whole. */
export function textStateOf(chars: Chars): TextState {
  if (typeof chars === 'string') return { kind: 'text', text: chars };
  return {
    kind: 'text',
    chars,
    get text() {
      return String(chars);
    },
  };
}

function sameNames(before: readonly FileId[] | null, now: readonly FileId[] | null): boolean {
  if (before === now) return true;
  if (before === null || now === null || before.length !== now.length) return false;
  return before.every((name, i) => name === now[i]);
}

function keyOf(want: Want): string {
  switch (want.kind) {
    case 'glob':
      return `glob ${want.pattern}`;
    case 'jsParser':
      return want.kind;
    case 'part':
      return `part ${want.part}`;
    case 'read':
    case 'stat':
      return `${want.kind} ${want.path}`;
  }
}
