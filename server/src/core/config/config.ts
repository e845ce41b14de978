// A settings file: what it says, for which folder, and what is wrong with it.
import type { SyntaxProblem } from '../kinds/kind';
import type { FileId } from '../text/span';
import type { Config } from './schema';

export type ConfigFile = {
  readonly file: FileId;
  readonly text: string;
  /** The folder whose files it is for, `''` when it is for all. Its globs start at its own folder. */
  readonly folder: FileId;
  readonly config: Config;
  readonly problems: readonly SyntaxProblem[];
};

/** The names that a settings file can have; the first that exists in a folder counts. */
export const CONFIG_NAMES: readonly string[] = ['authlint.yaml', 'authlint.yml', 'authlint.json'];
