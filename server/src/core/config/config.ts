// The settings of a project: what they are once read, and which of them are for a file.
import type { Severity } from '../findings/finding';
import type { UpstreamScheme } from '../findings/rule';
import type { SyntaxProblem } from '../kinds/kind';
import type { FileId } from '../text/span';

/** One entry of `ignore`: a finding that the project has looked at and accepts. */
export type Ignore = {
  /** A glob, relative to the folder of the settings. */
  readonly file: string;
  readonly rule: string;
  /** A route in its layer's notation, or a path that the witness asks for. */
  readonly route?: string | undefined;
  readonly pointer?: string | undefined;
  readonly reason?: string | undefined;
};

export type Config = {
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of the files to look at, whatever they are called; `null` for all that look like one of ours. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
  readonly ignore: readonly Ignore[];
  /** Globs of paths that are meant to be open. */
  readonly public: readonly string[];
  readonly guards: Readonly<Record<string, string>>;
  readonly upstreams: Readonly<Record<string, UpstreamScheme>>;
};

export const DEFAULT_CONFIG: Config = {
  rules: {},
  include: null,
  exclude: [],
  ignore: [],
  public: [],
  guards: {},
  upstreams: {},
};

/** The settings of one file, and the folder that they govern. */
export type ConfigFile = {
  readonly file: FileId;
  readonly text: string;
  /** The folder whose files it is for, `''` when it is for all. Its globs start at its own folder. */
  readonly folder: FileId;
  readonly config: Config;
  readonly problems: readonly SyntaxProblem[];
};

/** The names that a settings file can have, the first that exists in a folder counts. */
export const CONFIG_NAMES: readonly string[] = ['authlint.yaml', 'authlint.yml', 'authlint.json'];
