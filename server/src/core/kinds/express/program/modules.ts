// Runs modules: each once, in the order in which they ask for each other.
import type { Import, JsTree, Statement } from '../../../syntax/js/tree';
import { jsonEntry } from '../../../syntax/json';
import { folderOf } from '../../../text/path';
import type { FileId, Span } from '../../../text/span';
import type { Folders } from '../modules/folders';
import { isBuiltIn, isJson, splitSpecifier } from '../modules/specifiers';
import type { ObjectValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { makeClass } from './classes';
import { Environment } from './environment';
import { copyEntries, evaluate, functionValue } from './evaluate';
import { execute } from './execute';
import { endHearing, hearOpened, repeat, startHearing } from './hearing';
import { functionsOf, namesIn } from './hoist';
import { drain } from './jobs';
import { valueOfMember } from './members';
import { type ModuleRun, type Run, unknown } from './run';

/** What the interpreter needs of the workspace. */
export type Sources = {
  /** The tree of a file; `null` where it cannot be read. */
  tree(file: FileId): JsTree | null;
  /** The text of a file, empty where it has none. */
  text(file: FileId): string;
  /** The JSON of a file; `undefined` where it has none. */
  json(file: FileId): unknown;
  resolve(
    specifier: string,
    from: FileId,
  ): { readonly kind: 'file'; readonly file: FileId } | { readonly kind: 'package' | 'missing' };
  version(name: string, from: FileId): string | null;
  /** Whether a package is there wherever a file runs: it is among what a package.json says is needed, or none says anything. */
  isNeeded(name: string, from: FileId): boolean;
  /** The file of an installed package that a specifier opens, once all that it may need is there; `null` where it is not read. */
  installed(specifier: string, from: FileId, hasExpress: boolean): FileId | null;
  readonly folders: Folders;
};

/** What a module specifier opens: a module of the program, or a value that is none of its modules. */
export function openSpecifier(
  run: Run,
  sources: Sources,
  specifier: string,
  from: FileId,
  span: Span,
): ModuleRun | Value {
  const found = sources.resolve(specifier, from);
  hearOpened(run, { specifier, from, found });
  const at = { file: from, span };
  if (found.kind === 'missing') {
    const missing = unknown(`the module "${specifier}" is not there`, at);
    if (run.tries > 0) run.absent = missing;
    return missing;
  }
  if (found.kind !== 'file') {
    const { name, subpath } = splitSpecifier(specifier);
    if (run.tries > 0 && !isBuiltIn(name) && !sources.isNeeded(name, from)) {
      run.absent = unknown(`the package "${name}" may not be installed`, at);
      if (run.heard !== null) run.heard.isClean = false;
    }
    return {
      kind: 'package',
      name,
      subpath,
      path: [],
      isDefault: false,
      version: sources.version(name, from),
    };
  }
  if (isJson(found.file)) return jsonValue(sources.json(found.file));
  const module = runModule(run, sources, found.file);
  if (module?.throws) run.isThrown = run.tries > 0;
  return module ?? unknown(`the module "${specifier}" cannot be read`, at);
}

/** What a module specifier stands for, as `require` gives it. */
export function loadSpecifier(run: Run, specifier: string, from: FileId, span: Span): Value {
  const opened = run.open(specifier, from, span);
  return isModule(opened) ? exportsOf(opened) : opened;
}

function isModule(opened: ModuleRun | Value): opened is ModuleRun {
  return !('kind' in opened);
}

const MAX_JSON_DEPTH = 20;

function jsonValue(json: unknown, depth = 0): Value {
  if (typeof json === 'string') return { kind: 'string', value: json };
  if (typeof json === 'number') return { kind: 'number', value: json };
  if (typeof json === 'boolean') return { kind: 'boolean', value: json };
  if (json === null) return { kind: 'null' };
  if (Array.isArray(json)) {
    const isDeep = depth > MAX_JSON_DEPTH;
    return {
      kind: 'array',
      elements: isDeep ? [] : json.map((one) => jsonValue(one, depth + 1)),
      isOpen: isDeep,
    };
  }
  const object: ObjectValue = {
    kind: 'object',
    entries: new Map(),
    isOpen: json === undefined || depth > MAX_JSON_DEPTH,
    at: null,
  };
  if (typeof json !== 'object' || object.isOpen) return object;
  for (const key of Object.keys(json)) object.entries.set(key, jsonValue(jsonEntry(json, key), depth + 1));
  return object;
}

/** What `require` gives of a module: what it has so far, where modules ask for each other in a circle. */
export function exportsOf(module: ModuleRun): Value {
  const exports = module.module.entries.get('exports') ?? UNDEFINED;
  if (isReplaced(module)) return exports;
  if (!module.isEsm && (module.exported.size === 0 || exports.kind !== 'object')) return exports;
  const isEsModule = module.isEsm || (exports.kind === 'object' && exports.isEsModule === true);
  const namespace: ObjectValue = { kind: 'object', entries: new Map(), isOpen: false, at: null, isEsModule };
  copyEntries(exports, namespace);
  for (const star of withoutCircle(module)) {
    const opened = star();
    const all = isModule(opened) ? exportsOf(opened) : opened;
    if (all.kind === 'object')
      for (const [name, value] of all.entries) if (name !== 'default') namespace.entries.set(name, value);
    if (all.kind !== 'object' || all.isOpen) namespace.isOpen = true;
  }
  module.isListed = false;
  for (const [name, value] of module.exported) namespace.entries.set(name, value());
  return namespace;
}

/** Whether a module that imports or exports assigns `module.exports`, which counts where a compiler made it CommonJS. */
function isReplaced({ isEsm, module, environment }: ModuleRun): boolean {
  return isEsm && module.entries.get('exports') !== environment.self;
}

/** The modules whose exports a module passes on; none while they are being looked at, since they may come back to it. */
function withoutCircle(module: ModuleRun): readonly (() => ModuleRun | Value)[] {
  if (module.isListed) return [];
  module.isListed = true;
  return module.stars;
}

/** What a module exports under a name, found without looking at all that it exports; `null` where it is not found so. */
function exportOfModule(module: ModuleRun, name: string): Value | null {
  if (isReplaced(module)) return null;
  const own = module.exported.get(name);
  if (own !== undefined) return own();
  if (!module.isEsm || name === 'default' || module.isListed) return null;
  let found: Value | null = null;
  for (const star of withoutCircle(module)) {
    const opened = star();
    if (isModule(opened)) found = exportOfModule(opened, name) ?? found;
  }
  module.isListed = false;
  return found;
}

/** Runs a module, if it has not been run. `null` where it cannot be read. */
export function runModule(run: Run, sources: Sources, file: FileId): ModuleRun | null {
  const known = run.modules.get(file);
  if (known !== undefined) return known;
  const kept = run.kept.get(file);
  if (kept !== undefined && kept.heard !== null) {
    run.modules.set(file, kept);
    repeat(run, file, kept.heard, (one) => runModule(run, sources, one));
    return kept;
  }
  const tree = sources.tree(file);
  if (tree === null) return null;
  const module = openModule(run, file, sources.folders.ownName(file));
  run.modules.set(file, module);
  const hearing = startHearing(run, file);
  // A module runs where it is first asked for, but what it adds does not depend on who asks.
  const presence = run.presence.splice(0);
  const writes = run.writes.splice(0);
  const { absent } = run;
  runStatements(run, tree.statements, module);
  run.absent = absent;
  run.writes.push(...writes);
  run.presence.push(...presence);
  module.state = 'done';
  endHearing(run, hearing, module, tree);
  return module;
}

function openModule({ globals }: Run, file: FileId, ownName: FileId): ModuleRun {
  const exports: Value = { kind: 'object', entries: new Map(), isOpen: false, at: null };
  const module: ObjectValue = {
    kind: 'object',
    entries: new Map<string, Value>([['exports', exports]]),
    isOpen: true,
    at: null,
  };
  const environment = new Environment(file, null, exports, true);
  environment.globals = globals;
  globals.forget(file);
  environment.names.set('module', module);
  environment.names.set('exports', exports);
  environment.names.set('__dirname', { kind: 'string', value: folderOf(file) });
  environment.names.set('__filename', { kind: 'string', value: ownName });
  return {
    file,
    environment,
    module,
    exported: new Map(),
    stars: [],
    isEsm: false,
    isListed: false,
    state: 'running',
    throws: false,
    heard: null,
  };
}

function runStatements(run: Run, statements: readonly Statement[], module: ModuleRun): void {
  const { environment: scope } = module;
  for (const node of functionsOf(statements)) {
    if (node.name !== null) scope.names.set(node.name, functionValue(node, scope));
  }
  for (const statement of statements) exportOf(run, statement, module);
  // Imports run before everything else.
  for (const statement of statements) if (statement.kind === 'import') importInto(run, statement, module);
  for (const statement of statements) {
    if (statement.kind === 'exportDefault') {
      const value = evaluate(run, statement.value, scope);
      module.exported.set('default', () => value);
    } else if (statement.kind === 'exportAssign') {
      module.isEsm = false;
      module.module.entries.set('exports', evaluate(run, statement.value, scope));
    } else if (statement.kind === 'classDeclaration' && statement.exported === 'default') {
      const value = makeClass(run, statement.class, scope);
      if (statement.class.name !== null) scope.names.set(statement.class.name, value);
      module.exported.set('default', () => value);
    } else {
      const end = execute(run, statement, scope);
      module.throws = end.kind === 'throw';
      if (module.throws) break;
      if (end.kind === 'perhaps') run.presence.push(end.rest);
    }
  }
  run.presence.splice(0);
  drainAtTop(run, module);
}

/** What waits runs when the first module is through; the others are a part of it. */
function drainAtTop(run: Run, module: ModuleRun): void {
  const [first] = run.modules.values();
  if (first === module) drain(run);
}

/** Notes what a statement exports; the values are read when they are asked for. */
function exportOf(run: Run, statement: Statement, module: ModuleRun): void {
  const { environment: scope, exported } = module;
  const at = { file: module.file, span: statement.span };
  const local = (name: string) => () => scope.lookup(name) ?? UNDEFINED;
  switch (statement.kind) {
    case 'variable':
      if (!statement.isExported) return;
      for (const { target } of statement.declarations)
        for (const name of namesIn(target)) exported.set(name, local(name));
      break;
    case 'functionDeclaration': {
      if (statement.exported === null) return;
      const { name } = statement.function;
      const value = functionValue(statement.function, scope);
      exported.set(statement.exported, name === null ? () => value : local(name));
      break;
    }
    case 'classDeclaration':
      if (statement.exported === null) return;
      if (statement.class.name !== null) exported.set(statement.exported, local(statement.class.name));
      break;
    case 'exportList': {
      const { source } = statement;
      for (const one of statement.of) {
        if (source === null) exported.set(one.exported, local(one.local));
        else
          exported.set(one.exported, () =>
            importedValue(run, run.open(source.value, module.file, source.span), one.local, at),
          );
      }
      break;
    }
    case 'exportAll': {
      const { source, as } = statement;
      if (as === null) module.stars.push(() => run.open(source.value, module.file, source.span));
      else exported.set(as, () => run.load(source.value, module.file, source.span));
      break;
    }
    case 'exportDefault':
      break;
    default:
      return;
  }
  module.isEsm = true;
}

function importInto(run: Run, node: Import, module: ModuleRun): void {
  const { environment } = module;
  const open = opener(run, node, module);
  const load = (): Value => {
    const opened = open();
    return isModule(opened) ? exportsOf(opened) : opened;
  };
  const at = { file: module.file, span: node.span };
  module.isEsm ||= node.whole === null && !node.isTypeOnly;
  if (!node.isTypeOnly) open();
  if (node.default !== null)
    environment.importAs(node.default, () => importedValue(run, open(), 'default', at));
  if (node.namespace !== null) environment.importAs(node.namespace, load);
  if (node.whole !== null) environment.importAs(node.whole, load);
  for (const { imported, local } of node.named)
    environment.importAs(local, () => importedValue(run, open(), imported, at));
}

/** What an import opens; what was found once is the same each time that one of its names is looked up. */
function opener(run: Run, { source }: Import, { file }: ModuleRun): () => ModuleRun | Value {
  let known: ModuleRun | Value | null = null;
  return () => {
    if (known !== null) return known;
    const opened = run.open(source.value, file, source.span);
    if (isModule(opened) || opened.kind === 'package') known = opened;
    return opened;
  };
}

/**
 * What a name of an import stands for. The default of a CommonJS module is the whole of it (Node), or its `default`
 * where a compiler wrote it.
 */
function importedValue(
  run: Run,
  opened: ModuleRun | Value,
  name: string,
  at: { readonly file: FileId; readonly span: Span },
): Value {
  const direct = isModule(opened) ? exportOfModule(opened, name) : null;
  if (direct !== null) return direct;
  const from = isModule(opened) ? exportsOf(opened) : opened;
  if (name !== 'default') {
    const value = valueOfMember(run, from, name, at);
    // No program imports what is not there: it is exported in a way that is not understood.
    const isThere = value.kind !== 'undefined' || !isModule(opened) || !opened.isEsm;
    return isThere || opened.exported.has(name) ? value : unknown(`where "${name}" is, is not found`, at);
  }
  if (from.kind === 'package') return { ...from, isDefault: true };
  if (from.kind === 'object') return from.entries.get('default') ?? from;
  return from;
}
