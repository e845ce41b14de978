// What handlers change while a program runs: it is not afterwards what it was when the program was put together.
import type { FunctionNode, Statement } from '../../../syntax/js/tree';
import type { FileId } from '../../../text/span';
import type { ClassValue, InstanceValue, ObjectValue, Value } from '../values';
import type { Environment } from './environment';
import { type ChangedPath, changesIn, lateChanges, memberChanges, pathsChangedIn } from './hoist';
import { openUp } from './lists';
import type { Sources } from './modules';
import { changing, type Run } from './run';

/** Functions that a call has left behind may change what it declared, and methods the object that they belong to. */
export type LateScope =
  | { readonly kind: 'scope'; readonly scope: Environment; readonly body: readonly Statement[] }
  | { readonly kind: 'methods'; readonly object: ObjectValue; readonly file: FileId }
  | { readonly kind: 'instance'; readonly instance: InstanceValue };

/** Notes that a function was called, whose inner functions may change what it declared. */
export function noteCall(run: Run, scope: Environment, body: readonly Statement[]): void {
  if (run.isFrozen) return;
  const { assigned, filled } = lateChanges(body);
  if (assigned.size > 0 || filled.size > 0) run.late.push({ kind: 'scope', scope, body });
}

/** Takes what handlers change for what nobody knows, once the program is through. */
export function openLateChanges(run: Run, sources: Sources): void {
  for (const { file, environment } of run.modules.values()) {
    const tree = sources.tree(file);
    if (tree !== null) openChanges(run, environment, tree.statements);
  }
  for (const one of run.late) {
    if (one.kind === 'scope') openChanges(run, one.scope, one.body);
    else if (one.kind === 'methods') openMethods(run, one.object, one.file);
    else openInstance(run, one.instance);
  }
}

function openChanges(run: Run, environment: Environment, statements: readonly Statement[]): void {
  const { assigned, relisted, filled, filledPaths } = lateChanges(statements);
  const { file } = environment;
  for (const name of filled) open(environment.lookup(name));
  for (const [name = '', ...members] of filledPaths) open(memberAt(environment.lookup(name), members));
  // What a function does that was called while the program was put together is known.
  for (const { by, paths } of memberChanges(statements)) {
    if (run.called.has(by)) continue;
    for (const { names, isList } of paths) {
      const [name = '', ...members] = names;
      forget(environment.lookup(name), { names: members, isList }, file);
    }
  }
  for (const name of assigned) {
    const { names } = environment.names.has(name) ? environment : run.globals;
    const value = names.get(name);
    if (value === undefined || value.kind === 'app' || value.kind === 'router') continue;
    if (value.kind === 'array' && relisted.has(name)) openUp(value);
    else names.set(name, changed(name, file, value));
  }
}

function changed(name: string, file: FileId, start: Value): Value {
  return changing(name, { file, span: { start: 0, end: 0 } }, start);
}

function open(value: Value | null | undefined): void {
  openUp(value);
  if (value?.kind === 'call') value.isFilled = true;
}

/** What an object of the program has behind names that lead into it, as far as it is plain. */
function memberAt(of: Value | null, names: readonly string[]): Value | null {
  return names.reduce<Value | null>((value, name) => fieldsOf(value)?.get(name) ?? null, of);
}

function fieldsOf(value: Value | null): Map<string, Value> | null {
  switch (value?.kind) {
    case 'object':
      return value.entries;
    case 'instance':
      return value.fields;
    case 'class':
      return value.statics;
    default:
      return null;
  }
}

/** A member that gets another value; one that holds an app stays what it is. */
function forget(of: Value | null, { names, isList }: ChangedPath, file: FileId): void {
  const name = names.at(-1);
  const fields = fieldsOf(memberAt(of, names.slice(0, -1)));
  const before = name === undefined ? undefined : fields?.get(name);
  if (name === undefined || before === undefined) return;
  if (before.kind === 'app' || before.kind === 'router' || before.kind === 'function') return;
  if (before.kind === 'array' && isList) openUp(before);
  else fields?.set(name, changed(name, file, before));
}

/** The methods of an object that nobody has called yet change it by `this` when they are. */
function openMethods(run: Run, object: ObjectValue, file: FileId): void {
  for (const value of object.entries.values()) {
    if (value.kind !== 'function' || value.self !== object || run.called.has(value.node)) continue;
    const { filled, assigned } = changesOfThis(value.node);
    for (const names of filled) open(memberAt(object, names));
    for (const path of assigned) forget(object, path, file);
  }
}

function openInstance(run: Run, instance: InstanceValue): void {
  let of: ClassValue | null = instance.of;
  for (let depth = 0; of !== null && depth < MAX_PARENTS; depth++) {
    for (const { kind, value } of of.node.members) {
      if (kind === 'constructor' || value?.kind !== 'function' || run.called.has(value)) continue;
      for (const path of changesOfThis(value).assigned) forget(instance, path, of.scope.file);
    }
    of = of.parent?.kind === 'class' ? of.parent : null;
  }
}

const MAX_PARENTS = 20;

type Paths = readonly (readonly string[])[];
type ChangesOfThis = { readonly filled: Paths; readonly assigned: readonly ChangedPath[] };

const known = new WeakMap<FunctionNode, ChangesOfThis>();

/** What a method changes of the object that it belongs to: the members that lead there. */
function changesOfThis(node: FunctionNode): ChangesOfThis {
  const before = known.get(node);
  if (before !== undefined) return before;
  const ofThis = ([root, ...members]: readonly string[]) =>
    root === 'this' && members.length > 0 ? [members] : [];
  const changed = [...memberChanges(node.body).flatMap(({ paths }) => paths), ...pathsChangedIn(node.body)];
  const found = {
    filled: changesIn(node.body).filledPaths.flatMap(ofThis),
    assigned: changed.flatMap(({ names, isList }) =>
      ofThis(names).map((members) => ({ names: members, isList })),
    ),
  };
  known.set(node, found);
  return found;
}
