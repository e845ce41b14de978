// Packages that load the files of folders into an app: consign 0.1 and express-load 1.1.
import { baseName, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import { type ObjectValue, type PackageValue, UNDEFINED, type Value } from '../values';
import { type CallSite, call, siteWith } from './call';
import { addGap } from './escape';
import { loadNamed, locationOf } from './locations';
import { setMember, valueOfMember } from './members';
import { constantOf } from './operators';
import type { Run } from './run';

/** Both are asked in a chain, `consign({ cwd }).include('models').then('routes').into(app)`. */
const STEPS = ['include', 'then', 'exclude', 'into'] as const;

/** A call of such a package; `null` for all others. */
export function callAutoload(
  run: Run,
  callee: PackageValue,
  site: CallSite,
  self: Value | null,
): Value | null {
  if (run.isFrozen || (callee.name !== 'consign' && callee.name !== 'express-load')) return null;
  // What is loaded may have its share in other modules.
  if (run.heard !== null) run.heard.isClean = false;
  const step = callee.path.at(-1) ?? '';
  const [first = UNDEFINED, second] = site.given.map(({ value }) => value);
  if (step === '' || step === 'default') {
    const isLoad = callee.name === 'express-load';
    const started = start(run, callee, (isLoad ? second : first) ?? UNDEFINED, site);
    if (isLoad) take(run, started, 'then', first, site);
    return started;
  }
  if (self?.kind !== 'object') return null;
  if (step === 'into') loadInto(run, self, site);
  else take(run, self, step, first, site);
  return self;
}

/** What the chain has come to: its folder, and the files that it has found, or something that is not known. */
function start(run: Run, callee: PackageValue, options: Value, site: CallSite): ObjectValue {
  const entries = new Map<string, Value>(STEPS.map((name) => [name, { ...callee, path: [name] }]));
  const asked = valueOfMember(run, options, 'cwd', site.at, true);
  const named = asked.kind === 'undefined' ? constantOf('') : asked;
  entries.set('(folder)', constantOf(locationOf(run, named, site.at.file)));
  entries.set('(files)', { kind: 'array', elements: [], isOpen: false });
  return { kind: 'object', entries, isOpen: false, at: site.at };
}

/** `then` does what was done last, which in express-load is to take files in. */
function take(run: Run, chain: ObjectValue, step: string, named: Value, site: CallSite): void {
  const [folder, files, last] = ['(folder)', '(files)', '(last)'].map((name) => chain.entries.get(name));
  const does = step === 'then' && last?.kind === 'string' ? last.value : step;
  setMember(run, chain, '(last)', constantOf(does));
  if (files?.kind !== 'array') return;
  const isKnown = folder?.kind === 'string' && named.kind === 'string' && !site.isOpen;
  const found = isKnown
    ? named.value.split(/\s?,\s?/).map((one) => filesAt(run, joinPath(folder.value, one), site))
    : [null];
  const all = found.flatMap((one) => one ?? []);
  const before = files.elements.filter((one) => one.kind === 'string' && !all.includes(one.value));
  const elements = does === 'exclude' ? before : [...before, ...all.map(constantOf)];
  setMember(run, chain, '(files)', { kind: 'array', elements, isOpen: files.isOpen || found.includes(null) });
}

/** Folders in folders are followed so deep. */
const MAX_DEPTH = 8;

/** The files that are loaded of a path, in the order in which a folder is listed; `null` where that is not known. */
function filesAt(run: Run, path: FileId, site: CallSite, depth = 0): readonly FileId[] | null {
  const kind = run.folders.kindOf(path);
  if (kind === null) return run.folders.kindOf(`${path}.js`) === null ? [] : [`${path}.js`];
  if (kind === 'file') return /\.(?:[cm]?js|json)$/.test(path) ? [path] : [];
  const names = depth < MAX_DEPTH ? run.folders.names(path, site.at.file) : null;
  const below = names?.map((name) => filesAt(run, `${path}/${name}`, site, depth + 1)) ?? [null];
  return below.includes(null) ? null : below.flatMap((one) => one ?? []);
}

/** Each file is called with the app where it exports a function, and what it gives is put onto the app by its path. */
function loadInto(run: Run, chain: ObjectValue, site: CallSite): void {
  const [folder, files] = ['(folder)', '(files)'].map((name) => chain.entries.get(name));
  const args = site.given.map(({ value }) => value);
  const [target] = args;
  if (target === undefined || folder?.kind !== 'string' || files?.kind !== 'array' || files.isOpen) {
    if (target !== undefined) addGap(run, target, 'which files are loaded into the app is not known', site);
    return;
  }
  for (const file of files.elements) {
    if (file.kind !== 'string') continue;
    const made = loadNamed(run, file, site.at) ?? UNDEFINED;
    const value = made.kind === 'function' ? call(run, made, siteWith(site, args), made) : made;
    const names = file.value.slice(folder.value.length).split('/').filter(Boolean);
    putAt(run, target, names.slice(0, -1), baseName(file.value).replace(/\.\w+$/, ''), value, site);
  }
}

function putAt(
  run: Run,
  target: Value,
  folders: readonly string[],
  name: string,
  value: Value,
  site: CallSite,
): void {
  let parent = target;
  for (const folder of folders) {
    const there = valueOfMember(run, parent, folder, site.at);
    const inner: Value =
      there.kind === 'object' ? there : { kind: 'object', entries: new Map(), isOpen: false, at: site.at };
    if (inner !== there) setMember(run, parent, folder, inner);
    parent = inner;
  }
  setMember(run, parent, name, value);
}
