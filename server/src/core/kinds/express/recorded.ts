// What was asked of the files while a program was read, so that it need not be read again while the answers stay.
import type { FileState, Files } from '../../model/files';
import type { FileId } from '../../text/span';

export type Recorded = {
  readonly files: Files;
  /** Whether all answers are still the same in these files, and none is missing. */
  holds(now: Files): boolean;
  /** The paths that the patterns match that were asked for. */
  matches(now: Files): readonly FileId[];
};

const HOW = ['read', 'stat', 'peek'] as const;
type How = (typeof HOW)[number];

/** The answers by how it was asked and by path. */
type Asked = Readonly<Record<How, Map<FileId, FileState | null>>>;

/** Files that remember what was asked of them. */
export function recordFiles(files: Files): Recorded {
  const asked: Asked = { read: new Map(), stat: new Map(), peek: new Map() };
  const listed = new Map<string, readonly FileId[] | null>();
  const noted = <S extends FileState>(how: How, ask: (path: FileId) => S | null) => {
    return (path: FileId) => {
      const answer = ask(path);
      asked[how].set(path, answer);
      return answer;
    };
  };
  return {
    files: {
      ...files,
      read: noted('read', files.read),
      stat: noted('stat', files.stat),
      peek: noted('peek', files.peek),
      glob: (pattern) => {
        const answer = files.glob(pattern);
        listed.set(pattern, answer);
        return answer;
      },
    },
    holds: (now) =>
      [...listed].every(([pattern, names]) => names !== null && sameNames(names, now.glob(pattern))) &&
      HOW.every((how) => isSameIn(now, how, asked)),
    matches: (now) => [...listed.keys()].flatMap((pattern) => now.glob(pattern) ?? []),
  };
}

/** Whether files still give these answers, of which none may be missing. */
function isSameIn(now: Files, how: How, asked: Asked): boolean {
  for (const [path, answer] of asked[how]) {
    // A text that nobody had loaded then counts by whether it is there, where that was asked.
    if (answer === null && how === 'peek' && asked.stat.has(path)) continue;
    // What is asked without a need must not become a need.
    if (answer === null && how !== 'peek') return false;
    const state = now[how](path);
    if (how === 'stat' ? presence(state) !== presence(answer) : !sameState(state, answer)) return false;
  }
  return true;
}

/** What is at a path, whether its text is loaded or not. */
function presence(state: FileState | null): FileState['kind'] | undefined {
  return state?.kind === 'text' ? 'file' : state?.kind;
}

/** Files that tell whether anything was asked of them that has to be loaded first. */
export function watchFiles(files: Files): { readonly files: Files; isComplete(): boolean } {
  let isComplete = true;
  const ask = (how: 'read' | 'stat') => (path: FileId) => {
    const answer = files[how](path);
    if (answer === null) isComplete = false;
    return answer;
  };
  const glob = (pattern: string) => {
    const answer = files.glob(pattern);
    if (answer === null) isComplete = false;
    return answer;
  };
  return { files: { ...files, read: ask('read'), stat: ask('stat'), glob }, isComplete: () => isComplete };
}

function sameNames(before: readonly FileId[], now: readonly FileId[] | null): boolean {
  return now !== null && before.length === now.length && before.every((name, i) => name === now[i]);
}

function sameState(a: FileState | null, b: FileState | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  return a.kind === b.kind;
}
