// A settings file: what it says, for which folder, and what is wrong with it.
import type { SyntaxProblem } from '../kinds/kind';
import type { FileId } from '../text/span';
import type { Config } from './schema';

/** Whether a path, relative and with `/`, matches. */
export type PathTest = (path: string) => boolean;

/** The globs of a settings file, compiled. */
export type Globs = {
  /** `null` without an `include`. */
  readonly included: PathTest | null;
  readonly excluded: PathTest;
  /** URL paths that are meant to be open. */
  readonly isPublic: PathTest;
  /** For each entry of `ignore`. */
  readonly ignored: readonly { readonly isFile: PathTest; readonly isPath: PathTest }[];
};

export type ConfigFile = {
  readonly file: FileId;
  readonly text: string;
  /** The folder whose files it is for, `''` when it is for all. Its globs start at its own folder. */
  readonly folder: FileId;
  readonly config: Config;
  readonly globs: Globs;
  readonly problems: readonly SyntaxProblem[];
};

/** The names that a settings file can have; the first that exists in a folder counts. */
export const CONFIG_NAMES: readonly string[] = ['authlint.yaml', 'authlint.yml', 'authlint.json'];
