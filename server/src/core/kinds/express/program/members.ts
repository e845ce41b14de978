// Members of values, and what gives them others: `a.b`, `a[b]`, `a.b = c`.
import type { Assignment, Expression, Pattern } from '../../../syntax/js/tree';
import { folderOf } from '../../../text/path';
import type { FileId, Place } from '../../../text/span';
import { UNDEFINED, type Value } from '../values';
import { classMember } from './classes';
import { sizeOfCollection } from './collections';
import { optionOf } from './command-line';
import { cradleOf } from './container-calls';
import { routerOf } from './draft';
import { eitherOf } from './either';
import type { Environment } from './environment';
import { choicesOf, copyEntries, evaluate, keyName } from './evaluate';
import { putOnto } from './express';
import { prototypeOf } from './function-objects';
import { yogaMember } from './graphql';
import { openUp } from './lists';
import { binary, constantOf, plainOf, truthOf } from './operators';
import { putMember, putOntoPackage } from './put-members';
import { CALLER_UNKNOWN, place, type Run, remember, unknown, write } from './run';
import { settingOf } from './settings-files';
import { statusConstant } from './statuses';
import { pathOfMade } from './url-paths';

/** `object.name`. */
export function valueOfMember(run: Run, object: Value, name: string, at: Place, isOptional = false): Value {
  switch (object.kind) {
    case 'object':
      if (name === '__esModule') return { kind: 'boolean', value: object.isEsModule === true };
      return (
        object.entries.get(name) ?? (object.isOpen ? symbolic(object, name, at) : missing(object, name, at))
      );
    case 'array':
      if (name === 'length' && !object.isOpen) return { kind: 'number', value: object.elements.length };
      return symbolic(object, name, at);
    case 'string':
      return name === 'length' ? { kind: 'number', value: object.value.length } : symbolic(object, name, at);
    case 'function':
      return (
        object.entries.get(name) ??
        (name === 'prototype' ? prototypeOf(object) : null) ??
        functionMember(object, name, at)
      );
    case 'class':
    case 'instance':
      return classMember(run, object, name, at) ?? symbolic(object, name, at);
    case 'package':
      return (
        putMember(run, object, name) ??
        optionOf(run, object, name, at) ??
        settingOf(run, object, name, at) ??
        packageMember(object, name, at)
      );
    case 'global':
      return (
        (isGlobalObject(object) ? run.globals.ask(name, at.file) : null) ??
        globalMember(object.path, name, at)
      );
    case 'either':
      return { ...object, of: object.of.map((one) => valueOfMember(run, one, name, at, isOptional)) };
    case 'unknown':
      return object;
    case 'null':
    case 'undefined':
      return isOptional ? UNDEFINED : unknown(`a member of ${object.kind} is read`, at);
    case 'app':
    case 'router':
      return memberOfRouter(run, object, name) ?? symbolic(object, name, at);
    case 'call': {
      const size = name === 'size' ? sizeOfCollection(object) : null;
      if (size !== null) return { kind: 'number', value: size };
      return (
        putMember(run, object, name) ??
        yogaMember(object, name) ??
        cradleOf(run, object, name) ??
        pathOfMade(object, name) ??
        optionOf(run, object, name, at) ??
        symbolic(object, name, at)
      );
    }
    case 'member': {
      const all = choicesOf(object)?.map((one) => valueOfMember(run, one, name, at, isOptional));
      if (all !== undefined) return eitherOf(all, null, at);
      return optionOf(run, object, name, at) ?? symbolic(object, name, at);
    }
    default:
      return symbolic(object, name, at);
  }
}

/**
 * `app.locals` and what else the program put onto an app or a router, while the program starts: afterwards handlers may
 * have changed it, but for functions. `null` for what is Express's own, or not there.
 */
export function memberOfRouter(run: Run, of: Value, name: string): Value | null {
  const router = routerOf(run.stack, of);
  const found = name === 'locals' && of.kind === 'app' ? router?.locals : router?.own.get(name);
  if (found === undefined || router === null || (run.isFrozen && found.kind !== 'function')) return null;
  run.heard?.asked.push(router);
  return found;
}

/** A CommonJS module that TypeScript compiled is read through its `default`, as its compiler does it. */
function packageMember(object: Extract<Value, { kind: 'package' }>, name: string, at: Place): Value {
  if (object.name === 'process' && object.path.length === 0) return globalMember(['process'], name, at);
  if (object.name === 'express' && name === 'default') return object;
  const path = [...object.path, name];
  const status = statusConstant(object.name, path);
  return status === null ? { ...object, path } : { kind: 'number', value: status };
}

/** `global` and `globalThis`. */
function isGlobalObject({ path: [first, ...more] }: Extract<Value, { kind: 'global' }>): boolean {
  return more.length === 0 && (first === 'global' || first === 'globalThis');
}

function globalMember(path: readonly string[], name: string, at: Place): Value {
  const [first, second] = path;
  const own = first === 'import.meta' && path.length === 1 ? moduleMember(name, at.file) : null;
  if (own !== null) return { kind: 'string', value: own };
  const isProcess = first === 'process' || first === 'import.meta';
  if (isProcess && second === 'env' && path.length === 2) return { kind: 'env', name, fallback: null };
  if (first === 'globalThis' || first === 'global') return { kind: 'global', path: [...path.slice(1), name] };
  return { kind: 'global', path: [...path, name] };
}

/** Where a module of ES lies (Node 20.11: `dirname` and `filename`). */
function moduleMember(name: string, file: FileId): string | null {
  switch (name) {
    case 'url':
      return `file://${file}`;
    case 'dirname':
      return folderOf(file);
    case 'filename':
      return file;
    default:
      return null;
  }
}

/** What an object surely lacks may still be a method that all objects have. */
function missing(object: Value, name: string, at: Place): Value {
  return name in Object.prototype ? symbolic(object, name, at) : UNDEFINED;
}

function functionMember(object: Value, name: string, at: Place): Value {
  return ['bind', 'call', 'apply', 'length', 'name', 'prototype', 'toString'].includes(name)
    ? symbolic(object, name, at)
    : UNDEFINED;
}

function symbolic(of: Value, name: string, at: Place): Value {
  return { kind: 'member', of, name: { kind: 'string', value: name }, at };
}

/** `object[index]`. */
export function valueOfIndex(run: Run, object: Value, index: Value, at: Place, isOptional = false): Value {
  const plain = plainOf(index);
  if (plain === null) {
    if (object.kind === 'unknown') return object;
    // One of a table, such as `handlers[name]`.
    return { kind: 'member', of: object, name: index, at };
  }
  if (object.kind === 'array' && typeof plain.value === 'number') {
    const element = object.conditions === undefined ? object.elements[plain.value] : undefined;
    if (element !== undefined) return element;
    return object.isOpen ? unknown('this element is not known', at) : UNDEFINED;
  }
  if (object.kind === 'string' && typeof plain.value === 'number')
    return constantOf(object.value[plain.value]);
  return valueOfMember(run, object, String(plain.value), at, isOptional);
}

/** `target = value`, `target += value`, `target ||= value`. */
export function assign(run: Run, node: Assignment, scope: Environment): Value {
  if (node.operator === '=') {
    const value = evaluate(run, node.value, scope);
    bindPattern(run, node.target, value, scope, 'assign');
    return value;
  }
  const before = readPattern(run, node.target, scope);
  const right = evaluate(run, node.value, scope);
  const at = place(scope, node);
  const operator = node.operator.slice(0, -1);
  const truth = truthOf(before);
  const takesRight =
    operator === '||'
      ? truth === null
        ? null
        : !truth
      : operator === '&&'
        ? truth
        : operator === '??'
          ? isNothing(before)
          : null;
  const isLogical = ['||', '&&', '??'].includes(operator);
  const value: Value = !isLogical
    ? binary(operator, before, right, at)
    : takesRight === null
      ? eitherOf([before, right], null, at)
      : takesRight
        ? right
        : before;
  bindPattern(run, node.target, value, scope, 'assign');
  return value;
}

function isNothing(value: Value): boolean | null {
  if (value.kind === 'null' || value.kind === 'undefined') return true;
  return plainOf(value) !== null || truthOf(value) === true ? false : null;
}

function readPattern(run: Run, target: Pattern, scope: Environment): Value {
  if (target.kind === 'identifier' || target.kind === 'member' || target.kind === 'index') {
    return evaluate(run, target, scope);
  }
  return unknown('this is not followed', place(scope, target));
}

/** How a pattern gets its value: a declaration makes new names, `var` where it belongs. */
export type Binding = 'let' | 'var' | 'assign';

/** Gives a pattern a value: names, members, and what it takes apart. */
export function bindPattern(
  run: Run,
  pattern: Pattern,
  value: Value,
  scope: Environment,
  how: Binding,
): void {
  const at = place(scope, pattern);
  switch (pattern.kind) {
    case 'identifier': {
      const owner = how === 'let' ? scope : how === 'var' ? scope.functionScope() : scope.owner(pattern.name);
      nameRouter(run, value, pattern.name);
      if (how === 'assign' && owner.globals !== null && !owner.names.has(pattern.name)) {
        owner.globals.put(run, pattern.name, value, scope.file);
        return;
      }
      // A name that is new ends with its block: there is no other way on which it had another value.
      if (how === 'let') owner.names.set(pattern.name, value);
      else write(run, owner.names, pattern.name, value);
      return;
    }
    case 'member':
      assignMember(run, evaluate(run, pattern.object, scope), pattern.name, value, scope);
      return;
    case 'index': {
      const object = evaluate(run, pattern.object, scope);
      const index = plainOf(evaluate(run, pattern.index, scope));
      if (index !== null) assignMember(run, object, String(index.value), value, scope);
      else openUp(object);
      return;
    }
    case 'default': {
      bindPattern(run, pattern.target, withDefault(run, value, pattern, scope), scope, how);
      return;
    }
    case 'objectPattern':
      for (const { key, target } of pattern.of) {
        const name = keyName(run, key, scope);
        const part =
          name === null
            ? unknown('which entry this is, is not known', at)
            : valueOfMember(run, value, name, at);
        bindPattern(run, target, part, scope, how);
      }
      if (pattern.rest !== null)
        bindPattern(run, pattern.rest, restOf(run, value, pattern, scope), scope, how);
      return;
    case 'arrayPattern': {
      for (const [i, target] of pattern.of.entries()) {
        if (target === null) continue;
        bindPattern(run, target, valueOfIndex(run, value, { kind: 'number', value: i }, at), scope, how);
      }
      if (pattern.rest === null) return;
      const rest: Value =
        value.kind === 'array'
          ? { kind: 'array', elements: value.elements.slice(pattern.of.length), isOpen: value.isOpen }
          : unknown('the rest of a list is not known', at);
      bindPattern(run, pattern.rest, rest, scope, how);
      return;
    }
    case 'opaque':
  }
}

/** What a pattern with a default takes: a value that is not there is the default. */
function withDefault(
  run: Run,
  value: Value,
  pattern: Extract<Pattern, { kind: 'default' }>,
  scope: Environment,
): Value {
  if (value.kind === 'env' && value.fallback === null)
    return { ...value, fallback: evaluate(run, pattern.value, scope) };
  if (value.kind === 'undefined') return evaluate(run, pattern.value, scope);
  // Who calls a program's function may give no path, and then what it adds is under the default.
  const { value: byDefault } = pattern;
  const isPath = byDefault.kind === 'string' && /^(?:\/.*)?$/.test(byDefault.value);
  if (!isPath || run.isFrozen || !isOfCaller(value)) return value;
  return eitherOf([evaluate(run, byDefault, scope), value], null, place(scope, pattern));
}

/** Whether a value is what a caller gives that is not known, or an option in it. */
function isOfCaller(value: Value): boolean {
  if (value.kind === 'member') return isOfCaller(value.of);
  if (value.kind === 'either')
    return value.of.some(isOfCaller) && value.of.every((one) => one.kind === 'undefined' || isOfCaller(one));
  return value.kind === 'unknown' && value.reason === CALLER_UNKNOWN;
}

function restOf(
  run: Run,
  value: Value,
  pattern: Extract<Pattern, { kind: 'objectPattern' }>,
  scope: Environment,
): Value {
  const rest: Value = { kind: 'object', entries: new Map(), isOpen: false, at: null };
  copyEntries(value, rest);
  for (const { key } of pattern.of) {
    const name = keyName(run, key, scope);
    if (name !== null) rest.entries.delete(name);
  }
  return rest;
}

/** An app or router is called what the first variable for it is called. */
function nameRouter(run: Run, value: Value, name: string): void {
  if (value.kind !== 'app' && value.kind !== 'router') return;
  const router = run.stack.byId.get(value.id);
  if (router !== undefined) router.name ??= name;
}

function assignMember(run: Run, object: Value, name: string, value: Value, { file }: Environment): void {
  if (object.kind === 'global' && isGlobalObject(object)) run.globals.put(run, name, value, file);
  else setMember(run, object, name, value);
}

/** `object.name = value`. */
export function setMember(run: Run, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'object':
      if (name === '__esModule') object.isEsModule = true;
      nameRouter(run, value, name);
      write(run, object.entries, name, value);
      return;
    case 'function':
      nameRouter(run, value, name);
      write(run, object.entries, name, value);
      return;
    case 'instance':
      nameRouter(run, value, name);
      write(run, object.fields, name, value);
      return;
    case 'class':
      write(run, object.statics, name, value);
      return;
    case 'array': {
      const index = Number(name);
      if (Number.isInteger(index) && index >= 0 && index <= object.elements.length)
        object.elements[index] = value;
      else openUp(object);
      return;
    }
    case 'app':
    case 'router':
      if (name === 'locals') openUp(memberOfRouter(run, object, name));
      putOnto(run, object, name, value);
      return;
    case 'call':
      putOntoPackage(run, object, name, value, valueOfMember(run, object, name, object.at));
      return;
    case 'package':
      putOntoPackage(run, object, name, value, { ...object, path: [...object.path, name] });
      return;
    default:
  }
}

/** `delete object.name` and `delete object[index]`. */
export function deleteMember(run: Run, node: Expression, scope: Environment): void {
  if (run.isFrozen || (node.kind !== 'member' && node.kind !== 'index')) return;
  const object = evaluate(run, node.object, scope);
  const plain = node.kind === 'member' ? { value: node.name } : plainOf(evaluate(run, node.index, scope));
  const entries =
    object.kind === 'object' ? object.entries : object.kind === 'instance' ? object.fields : null;
  if (plain === null) openUp(object);
  if (plain === null || entries === null) return;
  const name = String(plain.value);
  remember(run, entries, name, entries.get(name));
  entries.delete(name);
}
