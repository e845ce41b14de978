// The helpers that compilers put into programs (TypeScript, Babel, swc, esbuild), by the names that all of them keep.
import type { FunctionNode } from '../../../syntax/js/tree';
import type { FunctionValue, ObjectValue, PackageValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, callFunction } from './call';
import { itemsOfValue } from './collections';
import { copyEntries } from './evaluate';
import { elementsOf, listOfElements } from './lists';
import { setMember } from './members';
import type { ModuleRun, Run } from './run';

type Helper = (run: Run, args: readonly Value[], site: CallSite) => Value | null;

/** Whether a name is one of a helper. */
export function isHelper(name: string): boolean {
  return name.startsWith('_') && Object.hasOwn(HELPERS, name);
}

/** What a call of a helper gives; `null` for what is none. `name` is what is called, without the package tslib. */
export function callHelper(run: Run, name: string, site: CallSite): Value | null {
  const helper = isHelper(name) ? HELPERS[name] : undefined;
  return helper === undefined || site.isOpen
    ? null
    : helper(
        run,
        site.given.map(({ value }) => value),
        site,
      );
}

/** The name of the helper that an export of a compiler's package is. */
export function helperName({ name, subpath, path }: PackageValue): string {
  if (name === 'tslib') return path.at(-1) ?? '';
  return name === '@babel/runtime' ? `_${subpath.slice(subpath.lastIndexOf('/') + 1)}` : '';
}

const importDefault: Helper = (_run, [whole = UNDEFINED]) => {
  if (whole.kind === 'object' && whole.isEsModule === true) return whole;
  const value: Value = whole.kind === 'package' ? { ...whole, isDefault: true } : whole;
  return { kind: 'object', entries: new Map([['default', value]]), isOpen: false, at: null };
};

const importStar: Helper = (_run, [whole = UNDEFINED]) => {
  if (whole.kind !== 'object' || whole.isEsModule === true) return whole;
  const all: ObjectValue = { kind: 'object', entries: new Map(), isOpen: false, at: null };
  copyEntries(whole, all);
  all.entries.set('default', whole);
  return all;
};

/** `export * from`: what is there already stays. */
const exportStar: Helper = (_run, [from = UNDEFINED, to]) => {
  if (to?.kind !== 'object') return null;
  if (from.kind !== 'object') to.isOpen = true;
  else {
    for (const [name, value] of from.entries)
      if (name !== 'default' && !to.entries.has(name)) to.entries.set(name, value);
    to.isOpen ||= from.isOpen;
  }
  return from;
};

/** `__export(target, { name: () => value })` of esbuild and swc: what the functions give once they are asked. */
const exportAll: Helper = (run, [target, all], site) => {
  if (target === undefined || all?.kind !== 'object') return null;
  for (const [name, getter] of all.entries)
    if (getter.kind === 'function') defineGetter(run, target, name, getter, site);
  return UNDEFINED;
};

/** `__awaiter(this, void 0, void 0, function* () { … })`: an async function, written as a generator. */
const awaiter: Helper = (run, args, site) => {
  const [self = UNDEFINED] = args;
  const body = args.at(-1);
  return body?.kind === 'function' ? callFunction(run, asyncOf(body), [], site.at, self) : null;
};

const asyncToGenerator: Helper = (_run, [body]) => (body?.kind === 'function' ? asyncOf(body) : null);

const asyncNodes = new WeakMap<FunctionNode, FunctionNode>();

function asyncOf(body: FunctionValue): FunctionValue {
  const known = asyncNodes.get(body.node);
  const node: FunctionNode = known ?? { ...body.node, isGenerator: false, isAsync: true };
  asyncNodes.set(body.node, node);
  return { ...body, node };
}

/**
 * `__decorate(decorators, target, name, how)`, the last decorator first: those of the program are called, and what one
 * answers for a class stands for it. Those of packages are taken to leave what they are put on as it is.
 */
const decorate: Helper = (run, [decorators, target = UNDEFINED, name], site) => {
  if (decorators?.kind !== 'array') return null;
  let made = target;
  for (const decorator of [...decorators.elements].reverse()) {
    if (decorator.kind !== 'function') continue;
    const args = name === undefined ? [made] : [target, name, descriptorOf(target, name)];
    const answer = callFunction(run, decorator, args, site.at);
    if (name === undefined && answer.kind !== 'undefined') made = answer;
  }
  return name === undefined ? made : UNDEFINED;
};

/** What a decorator is given of a method: a description of it, by which it may be replaced. */
function descriptorOf(target: Value, name: Value): Value {
  const entries = target.kind === 'object' && name.kind === 'string' ? target.entries : undefined;
  const value = entries?.get(name.kind === 'string' ? name.value : '');
  const own: readonly (readonly [string, Value])[] = value === undefined ? [] : [['value', value]];
  return { kind: 'object', entries: new Map(own), isOpen: value === undefined, at: null };
}

/** `[...list]`. */
const copyOfList: Helper = (run, [list]) => {
  const items = list === undefined ? null : itemsOfValue(list);
  const all = items === null ? null : elementsOf(items);
  return all === null ? null : listOfElements(run, all);
};

const nothing: Helper = () => UNDEFINED;

const asItIs: Helper = (_run, [value]) => value ?? null;

const HELPERS: Readonly<Record<string, Helper>> = {
  __importDefault: importDefault,
  _interopRequireDefault: importDefault,
  _interop_require_default: importDefault,
  __importStar: importStar,
  _interopRequireWildcard: importStar,
  _interop_require_wildcard: importStar,
  __toESM: importStar,
  __exportStar: exportStar,
  _export_star: exportStar,
  __export: exportAll,
  _export: exportAll,
  __toCommonJS: asItIs,
  __decorate: decorate,
  __metadata: nothing,
  __awaiter: awaiter,
  _toConsumableArray: copyOfList,
  _asyncToGenerator: asyncToGenerator,
  _async_to_generator: asyncToGenerator,
};

/** `Object.defineProperty(target, name, { value })` and `{ get }`. */
export function defineProperty(run: Run, args: readonly Value[], site: CallSite): Value | null {
  const [target, name, how] = args;
  if (target === undefined || name?.kind !== 'string' || how?.kind !== 'object') return null;
  const value = how.entries.get('value');
  const getter = how.entries.get('get');
  if (name.value === '__esModule' && target.kind === 'object') target.isEsModule = true;
  else if (value !== undefined) setMember(run, target, name.value, value);
  else if (getter?.kind === 'function') defineGetter(run, target, name.value, getter, site);
  else return null;
  return target;
}

/** What a module exports by a function is asked for when it is read: other modules may be on their way still. */
function defineGetter(
  run: Run,
  target: Value,
  name: string,
  getter: FunctionValue,
  { at }: Pick<CallSite, 'at'>,
): void {
  const read = () => callFunction(run, getter, [], at, target);
  const module = run.modules.get(at.file);
  if (module !== undefined && isExportsOf(module, target)) {
    module.exported.set(name, read);
    if (run.heard !== null) run.heard.isClean = false;
  } else setMember(run, target, name, read());
}

function isExportsOf({ module, environment }: ModuleRun, target: Value): boolean {
  return target === module.entries.get('exports') || target === environment.names.get('exports');
}
