// What packages find that look for files by patterns: glob, fast-glob, globby and their like.
import { isAbsolute, joinPath } from '../../../text/path';
import { matchesName } from '../../../text/shell-pattern';
import type { FileId } from '../../../text/span';
import type { ArrayValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, call, siteWith } from './call';
import { namesBelow } from './folders';
import { startJob } from './jobs';
import { locationOf } from './locations';
import { constantOf, truthOf } from './operators';
import type { Run } from './run';

/** The packages, and whether they find folders too. */
const FINDERS: ReadonlyMap<string, boolean> = new Map([
  ['glob', true],
  ['tiny-glob', true],
  ['fast-glob', false],
  ['globby', false],
  ['tinyglobby', false],
]);

/** A call of such a package; `null` where it is kept as it is. */
export function callGlob(
  run: Run,
  callee: Extract<Value, { kind: 'package' }>,
  site: CallSite,
): Value | null {
  const findsFolders = FINDERS.get(callee.name);
  if (findsFolders === undefined || site.isNew || site.isOpen) return null;
  const name = callee.path.filter((one) => one !== 'default').at(-1) ?? callee.subpath;
  const isSync = /^(?:sync|glob(?:by)?Sync)$/.test(name);
  if (!isSync && !/^(?:|glob|globby|async)$/.test(name)) return null;
  const values = site.given.map(({ value }) => value);
  const last = values.at(-1);
  const callback = !isSync && last?.kind === 'function' ? last : null;
  const [patterns, options] = callback === null ? values : values.slice(0, -1);
  const found = findAll(run, patterns, options, findsFolders, site.at.file);
  if (found === null) return null;
  if (isSync) return found;
  if (callback === null) return { kind: 'promise', result: found };
  if (run.isFrozen) return null;
  startJob(run, () => call(run, callback, siteWith(site, [constantOf(null), found]), null));
  return UNDEFINED;
}

/** Settings of which it is known what they do to what is found, or that they do nothing. */
const OPTIONS: ReadonlySet<string> = new Set([
  'cwd',
  'ignore',
  'absolute',
  'nodir',
  'onlyFiles',
  'realpath',
  'sync',
]);

function findAll(
  run: Run,
  patterns: Value | undefined,
  options: Value | undefined,
  findsFolders: boolean,
  from: FileId,
): ArrayValue | null {
  const asked = textsOf(patterns);
  if (asked === null || (options !== undefined && (options.kind !== 'object' || options.isOpen))) return null;
  const given = options?.entries ?? new Map<string, Value>();
  if ([...given.keys()].some((name) => !OPTIONS.has(name))) return null;
  const isSet = (name: string) => truthOf(given.get(name) ?? UNDEFINED) === true;
  const ignored = given.has('ignore') ? textsOf(given.get('ignore')) : [];
  const cwd = given.has('cwd') ? locationOf(run, given.get('cwd'), from) : run.folders.home(from);
  if (ignored === null || cwd === null) return null;
  const wanted = asked.filter((one) => !one.startsWith('!'));
  const unwanted = [...ignored, ...asked.filter((one) => one.startsWith('!')).map((one) => one.slice(1))];
  const excluded = unwanted
    .flatMap((pattern) => alternativesIn(pattern))
    .map((one) => partsOf(joinPath(cwd, one)));
  const found = new Map<string, FileId>();
  for (const pattern of wanted.flatMap((one) => alternativesIn(one))) {
    const paths = find(run, joinPath(cwd, pattern), from);
    if (paths === null) return null;
    for (const path of paths) {
      const isRelative = !isAbsolute(pattern) && !isSet('absolute') && !isSet('realpath');
      const name = isRelative && path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
      found.set(name, path);
    }
  }
  const isKept = (path: FileId) => {
    if (excluded.some((parts) => fits(parts, partsOf(path)))) return false;
    return (findsFolders && !isSet('nodir')) || run.folders.kindOf(path) !== 'folder';
  };
  const names = [...found].filter(([, path]) => isKept(path)).map(([name]) => name);
  return { kind: 'array', elements: names.sort().map(constantOf), isOpen: false };
}

function textsOf(value: Value | undefined): readonly string[] | null {
  const all = value?.kind === 'array' && !value.isOpen ? value.elements : value === undefined ? [] : [value];
  const texts = all.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
  return texts.length === all.length && texts.length > 0 ? texts : null;
}

/** The existing paths that a pattern fits; `null` where the folders are not known. */
function find(run: Run, pattern: FileId, from: FileId): readonly FileId[] | null {
  const parts = partsOf(pattern);
  if (pattern.includes('(')) return null;
  const plain = parts.findIndex((part) => /[*?[\\]/.test(part));
  if (plain < 0) return run.folders.kindOf(pattern) === null ? [] : [pattern];
  const folder = `/${parts.slice(0, plain).join('/')}`;
  const isDeep = parts.length - plain > 1;
  const names = isDeep ? namesBelow(run, folder, from) : run.folders.names(folder, from);
  return names === null
    ? null
    : names.map((name) => `${folder}/${name}`).filter((path) => fits(parts, partsOf(path)));
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Whether the parts of a path fit those of a pattern; `**` stands for any number of folders. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') {
    for (let i = 0; i <= path.length; i++) if (fits(rest, path.slice(i))) return true;
    return false;
  }
  const [name, ...below] = path;
  return name !== undefined && matchesName(first, name) && fits(rest, below);
}

/** More alternatives than this in one pattern are not followed. */
const MAX_ALTERNATIVES = 64;

/** The patterns that `{a,b}` and `@(a|b)` in one stand for. */
function alternativesIn(pattern: string): readonly string[] {
  const done: string[] = [];
  const waiting = [pattern];
  for (let one = waiting.pop(); one !== undefined && done.length < MAX_ALTERNATIVES; one = waiting.pop()) {
    const group = /\{([^{}]*,[^{}]*)\}|[@+?*]\(([^()]*)\)/.exec(one);
    if (group === null) {
      done.push(one);
      continue;
    }
    const [text, inBraces, inParentheses = ''] = group;
    const choices = inBraces?.split(',') ?? inParentheses.split('|');
    if (text.startsWith('?') || text.startsWith('*')) choices.push('');
    for (const choice of choices) {
      waiting.push(one.slice(0, group.index) + choice + one.slice(group.index + text.length));
    }
  }
  return done;
}
