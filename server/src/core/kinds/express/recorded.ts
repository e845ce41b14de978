// What was asked of the files while a program was read, so that it need not be read again while the answers stay.
import type { FileState, Files } from '../../model/files';
import type { FileId } from '../../text/span';

export type Recorded = {
  readonly files: Files;
  /** Whether all answers are still the same in these files, and none is missing. */
  holds(now: Files): boolean;
  /** The paths that the patterns match that were asked for. */
  matches(now: Files): readonly FileId[];
  /** Whether nothing that was asked has to be loaded first. */
  isComplete(): boolean;
};

type Asked = {
  readonly how: 'read' | 'stat' | 'peek';
  readonly path: FileId;
  readonly answer: FileState | null;
};

/** Files that remember what was asked of them. */
export function recordFiles(files: Files): Recorded {
  const asked = new Map<string, Asked>();
  const listed = new Map<string, readonly FileId[] | null>();
  const ask = (how: Asked['how'], path: FileId): FileState | null => {
    const answer = files[how](path);
    asked.set(`${how} ${path}`, { how, path, answer });
    return answer;
  };
  return {
    files: {
      ...files,
      read: (path) => ask('read', path),
      stat: (path) => ask('stat', path),
      peek: (path) => ask('peek', path),
      glob: (pattern) => {
        const answer = files.glob(pattern);
        listed.set(pattern, answer);
        return answer;
      },
    },
    holds: (now) =>
      [...listed].every(([pattern, names]) => names !== null && sameNames(names, now.glob(pattern))) &&
      [...asked.values()].every(({ how, path, answer }) => {
        // What is asked without a need must not become a need.
        const state = answer === null && how !== 'peek' ? null : now[how](path);
        return sameState(state, answer) && (answer !== null || how === 'peek');
      }),
    matches: (now) => [...listed.keys()].flatMap((pattern) => now.glob(pattern) ?? []),
    isComplete: () => [...asked.values()].every(({ how, answer }) => answer !== null || how === 'peek'),
  };
}

function sameNames(before: readonly FileId[], now: readonly FileId[] | null): boolean {
  return now !== null && before.length === now.length && before.every((name, i) => name === now[i]);
}

function sameState(a: FileState | null, b: FileState | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  return a.kind === b.kind;
}
