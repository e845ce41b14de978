// What the settings files say of each file: the nearest one upward counts, and single rules can be set on top.
import type { Finding, Severity } from '../findings/finding';
import type { RuleInfo, SiteSettings } from '../findings/rule';
import { folderOf, isInside } from '../text/path';
import type { FileId } from '../text/span';
import type { ConfigFile, Globs, PathTest } from './config';
import { DEFAULT_CONFIG } from './defaults';
import type { Config, Ignore } from './schema';

/** Severities that count more than those of any settings file: from the command line, or the editor's settings. */
export type Overrides = Config['rules'];

/** What `ignore` entries ask of the place of a finding. */
export type Whereabouts = {
  /** The route of its layer that it belongs to. */
  route(): string | null;
  /** The JSON pointer of what it is about. */
  pointer(): string | null;
};

export type Settings = {
  /** Whether a file is to be looked at at all, by `include` and `exclude`. */
  covers(file: FileId): boolean;
  /** Whether `include` asks for a file, whatever it is called; `null` where the settings have no `include`. */
  includes(file: FileId): boolean | null;
  /** Whether a rule has to be run: one that is off by default only where some settings ask for it. */
  runs(rule: RuleInfo): boolean;
  severityOf(finding: Pick<Finding, 'rule' | 'severity' | 'at'>): Severity | 'off';
  /** Whether an `ignore` entry accepts a finding, which is found where `at` says. */
  ignores(finding: Finding, at: Whereabouts): boolean;
  siteOf(entry: FileId): SiteSettings;
};

/** Compiles settings files for look-ups. `quiet` are the rules that are off where no settings say otherwise. */
export function openSettings(
  configs: readonly ConfigFile[],
  overrides: Overrides = {},
  quiet: ReadonlySet<string> = new Set(),
): Settings {
  const compiled = configs.map(compiledOf).sort((a, b) => b.folder.length - a.folder.length);
  const fallback = compiledOf(NO_FILE);
  const nearest = (file: FileId): Compiled =>
    compiled.find(({ folder }) => folder === '' || isInside(folder, file)) ?? fallback;

  return {
    covers: (file) => {
      const settings = nearest(file);
      const path = settings.relative(file);
      return settings.included?.(path) !== false && !settings.excluded(path);
    },
    includes: (file) => {
      const settings = nearest(file);
      return settings.included?.(settings.relative(file)) ?? null;
    },
    runs: ({ id }) =>
      !quiet.has(id) ||
      overrides[id] !== undefined ||
      compiled.some(({ config }) => config.rules[id] !== undefined),
    severityOf: ({ rule, severity, at }) =>
      overrides[rule] ?? nearest(at.file).config.rules[rule] ?? (quiet.has(rule) ? 'off' : severity),
    ignores: (finding, at) => {
      const settings = nearest(finding.at.file);
      const path = settings.relative(finding.at.file);
      return settings.ignored.some((entry) => accepts(entry, finding, path, at));
    },
    siteOf: (entry) => nearest(entry).site,
  };
}

const NO_GLOBS: Globs = { included: null, excluded: () => false, isPublic: () => false, ignored: [] };

const NO_FILE: ConfigFile = {
  file: '',
  text: '',
  folder: '',
  config: DEFAULT_CONFIG,
  globs: NO_GLOBS,
  problems: [],
};

/** A file of settings stays the same object until its text changes, and what is made of it does, too. */
const compiledFiles = new WeakMap<ConfigFile, Compiled>();

function compiledOf(config: ConfigFile): Compiled {
  let compiled = compiledFiles.get(config);
  if (compiled === undefined) {
    compiled = compile(config);
    compiledFiles.set(config, compiled);
  }
  return compiled;
}

type CompiledIgnore = Ignore & Globs['ignored'][number];

type Compiled = {
  readonly folder: FileId;
  readonly config: Config;
  readonly included: PathTest | null;
  readonly excluded: PathTest;
  readonly ignored: readonly CompiledIgnore[];
  readonly site: SiteSettings;
  /** The path of a file as the globs see it: from the folder of the settings. */
  relative(file: FileId): string;
};

function compile({ file, folder, config, globs }: ConfigFile): Compiled {
  const base = file === '' ? '' : folderOf(file);
  return {
    folder,
    config,
    included: globs.included,
    excluded: globs.excluded,
    ignored: config.ignore.flatMap((entry, i) => {
      const tests = globs.ignored[i];
      return tests === undefined ? [] : [{ ...entry, ...tests }];
    }),
    site: {
      isPublic: globs.isPublic,
      upstreams: new Map(Object.entries(config.upstreams)),
      guards: new Map(Object.entries(config.guards)),
    },
    relative: (one) => (isInside(base, one) ? one.slice(base.length).replace(/^\//, '') : one),
  };
}

function accepts(entry: CompiledIgnore, finding: Finding, path: string, at: Whereabouts): boolean {
  if (entry.rule !== finding.rule || !entry.isFile(path)) return false;
  if (entry.pointer !== undefined && !isBelow(at.pointer(), entry.pointer)) return false;
  if (entry.route === undefined) return true;
  const asked = finding.witness?.request.target;
  return entry.route === at.route() || (asked !== undefined && entry.isPath(asked));
}

/** Whether a pointer is another one, or leads to a part of what that leads to. */
function isBelow(pointer: string | null, above: string): boolean {
  const whole = above.replace(/^#/, '').replace(/\/$/, '');
  return pointer !== null && (pointer === whole || pointer.startsWith(`${whole}/`));
}
