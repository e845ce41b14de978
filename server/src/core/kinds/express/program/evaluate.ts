// What an expression is known to be, and what evaluating it does to the program.
import type {
  Argument,
  Expression,
  FunctionNode,
  Key,
  ObjectLiteral,
  Opaque,
  PlainKind,
} from '../../../syntax/js/tree';
import type { ArrayValue, EnvironmentValue, FunctionValue, ObjectValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { callValue } from './call';
import { makeClass, superMember } from './classes';
import { itemsOfValue } from './collections';
import { alternatives, settled } from './conditions';
import { eitherOf } from './either';
import type { Environment } from './environment';
import { compared } from './followed';
import { awaited } from './function-methods';
import { type Element, elementsOf, listOfElements, moreItems, openUp, pushTo, under } from './lists';
import { loadNamed } from './locations';
import { assign, deleteMember, valueOfIndex, valueOfMember } from './members';
import { binary, plainOf, truthOf, unary } from './operators';
import { hasMember } from './own-members';
import { noteBirth, place, type Run, unknown } from './run';

/** Evaluates an expression in its scope. It never throws and always ends. */
export function evaluate(run: Run, node: Expression, scope: Environment): Value {
  run.steps--;
  if (run.steps < 0) return unknown('the program is too large to be followed', place(scope, node));
  switch (node.kind) {
    case 'string':
      return { kind: 'string', value: node.value };
    case 'number':
      return { kind: 'number', value: node.value };
    case 'boolean':
      return { kind: 'boolean', value: node.value };
    case 'null':
      return { kind: 'null' };
    case 'regex':
      return { kind: 'regex', pattern: node.pattern, flags: node.flags };
    case 'identifier':
      return settled(run, nameValue(node.name, scope));
    case 'this':
      return scope.self ?? unknown('what "this" is depends on the caller', place(scope, node));
    case 'template':
      return template(run, node, scope);
    case 'array':
      return listOf(run, node.of, scope);
    case 'object':
      return objectOf(run, node, scope);
    case 'function':
      return functionValue(node, scope);
    case 'class':
      return makeClass(run, node, scope);
    default:
      return evaluateCompound(run, node, scope);
  }
}

function evaluateCompound(
  run: Run,
  node: Exclude<Expression, { kind: PlainKind | 'class' }>,
  scope: Environment,
): Value {
  const at = place(scope, node);
  switch (node.kind) {
    case 'call':
    case 'new':
      return callValue(run, node, scope);
    case 'member':
      if (node.object.kind === 'super')
        return superMember(run, scope, node.name, at) ?? evaluate(run, node.object, scope);
      return settled(
        run,
        valueOfMember(run, evaluate(run, node.object, scope), node.name, at, node.isOptional),
      );
    case 'index': {
      const object = evaluate(run, node.object, scope);
      return valueOfIndex(run, object, evaluate(run, node.index, scope), at, node.isOptional);
    }
    case 'unary':
      if (node.operator === 'delete') deleteMember(run, node.operand, scope);
      return unary(node.operator, evaluate(run, node.operand, scope), at);
    case 'binary': {
      const left = evaluate(run, node.left, scope);
      const right = evaluate(run, node.right, scope);
      const has = node.operator === 'in' ? hasMember(run, right, left, false) : null;
      const isAsked = right.kind === 'string' && /^[!=]=/.test(node.operator);
      return has ?? binary(node.operator, isAsked ? compared(run, left, at) : left, right, at);
    }
    case 'logical':
      return logical(run, node, scope);
    case 'conditional': {
      const test = evaluate(run, node.test, scope);
      const truth = truthOf(test);
      if (truth !== null) return evaluate(run, truth ? node.whenTrue : node.whenFalse, scope);
      return alternatives(
        run,
        test,
        place(scope, node.test),
        () => evaluate(run, node.whenTrue, scope),
        () => evaluate(run, node.whenFalse, scope),
      );
    }
    case 'assign':
      return assign(run, node, scope);
    case 'sequence':
      return node.of.map((one) => evaluate(run, one, scope)).at(-1) ?? UNDEFINED;
    case 'await':
      return awaited(run, evaluate(run, node.value, scope), at);
    case 'importCall': {
      const source = node.source === null ? null : evaluate(run, node.source, scope);
      const loaded = loadNamed(run, source ?? undefined, at);
      return loaded === null
        ? unknown('the name of an imported module is not known', at)
        : { kind: 'promise', result: loaded };
    }
    case 'super':
      return unknown('"super" is not followed here', at);
    case 'importMeta':
      return { kind: 'global', path: ['import.meta'] };
    case 'opaque':
      if (node.what === 'YieldExpression' || node.what === 'yield*') return yielding(run, node, scope);
      for (const one of node.of) evaluate(run, one, scope);
      return unknown('this expression is not followed', at);
  }
}

/** `yield` in a generator, and in an async function that a compiler made one of. */
function yielding(run: Run, { what, of: [node], span }: Opaque, scope: Environment): Value {
  const value = node === undefined ? UNDEFINED : evaluate(run, node, scope);
  const list = run.functions.at(-1)?.yielded ?? null;
  const at = { file: scope.file, span };
  if (list === null) return awaited(run, value, at);
  const items = what === 'yield*' ? itemsOfValue(value) : null;
  const elements = items === null ? null : elementsOf(items);
  if (what !== 'yield*') pushTo(run, list, [value]);
  else if (elements === null) openUp(list);
  for (const one of elements ?? []) under(run, one.presence, () => pushTo(run, list, [one.value]));
  return unknown('what a generator is told is not known', at);
}

function nameValue(name: string, scope: Environment): Value {
  if (name === 'undefined') return UNDEFINED;
  return scope.lookup(name) ?? { kind: 'global', path: [name] };
}

/** A function with all that it can see. */
export function functionValue(
  node: FunctionNode,
  scope: Environment,
  self: Value | null = null,
): FunctionValue {
  return {
    kind: 'function',
    node,
    scope,
    self: node.isArrow ? scope.self : self,
    bound: [],
    at: place(scope, node),
    entries: new Map(),
  };
}

function template(run: Run, node: Extract<Expression, { kind: 'template' }>, scope: Environment): Value {
  const of = node.of.map((one) => evaluate(run, one, scope));
  let text = node.texts[0] ?? '';
  for (const [i, value] of of.entries()) {
    const plain = plainOf(value);
    if (plain === null) {
      const parts = node.texts.flatMap((one, j): Value[] => {
        const next = of[j];
        return [{ kind: 'string', value: one }, ...(next === undefined ? [] : [next])];
      });
      return { kind: 'operation', operator: 'template', of: parts, at: place(scope, node) };
    }
    text += `${plain.value}${node.texts[i + 1] ?? ''}`;
  }
  return { kind: 'string', value: text };
}

/** A list as it is written; lists that are spread into it are taken apart. */
function listOf(run: Run, nodes: readonly (Argument | null)[], scope: Environment): ArrayValue {
  const all: Element[] = [];
  let isOpen = false;
  for (const node of nodes) {
    if (node === null) all.push({ value: UNDEFINED, presence: [] });
    else if (node.kind === 'spread') {
      const spread = itemsOfValue(evaluate(run, node.value, scope), place(scope, node));
      for (const [i, value] of (spread?.elements ?? []).entries())
        all.push({ value, presence: spread?.conditions?.get(i) ?? [] });
      if (spread !== null && elementsOf(spread) !== null) continue;
      // What is not known stands in front of what follows.
      all.push({ value: moreItems(place(scope, node.value)), presence: [] });
      isOpen = true;
    } else all.push({ value: evaluate(run, node, scope), presence: [] });
  }
  const list = listOfElements(run, all);
  if (isOpen) openUp(list);
  return list;
}

function objectOf(run: Run, node: ObjectLiteral, scope: Environment): ObjectValue {
  const object: ObjectValue = { kind: 'object', entries: new Map(), isOpen: false, at: place(scope, node) };
  noteBirth(run, object.entries);
  let hasMethods = false;
  for (const one of node.of) {
    if (one.kind === 'spread') {
      copyEntries(evaluate(run, one.value, scope), object);
      continue;
    }
    const name = keyName(run, one.key, scope);
    if (name === null || one.accessor) {
      object.isOpen = true;
      if (name !== null) object.entries.set(name, unknown('an accessor gives it', place(scope, one)));
    } else if (one.value.kind === 'function') {
      object.entries.set(name, functionValue(one.value, scope, object));
      hasMethods ||= !one.value.isArrow;
    } else object.entries.set(name, evaluate(run, one.value, scope));
  }
  if (hasMethods && !run.isFrozen) run.late.push({ kind: 'methods', object, file: scope.file });
  return object;
}

/** Copies what an object has, as `...` and `Object.assign` do. */
export function copyEntries(from: Value, to: ObjectValue): void {
  if (from.kind === 'object') {
    for (const [name, value] of from.entries) to.entries.set(name, value);
    to.isOpen ||= from.isOpen;
  } else if (from.kind === 'instance') {
    for (const [name, value] of from.fields) to.entries.set(name, value);
  } else if (choicesOf(from) !== null) {
    for (const name of new Set(choicesOf(from)?.flatMap(({ entries }) => [...entries.keys()]))) {
      const before = to.entries.get(name) ?? UNDEFINED;
      const given = choicesOf(from)?.map(({ entries }) => entries.get(name) ?? before) ?? [];
      to.entries.set(name, eitherOf([...given, before], null, to.at));
    }
  } else if (truthOf(from) !== false && from.kind !== 'boolean') {
    to.isOpen = true;
    // What is spread last may replace what was there.
    for (const name of to.entries.keys())
      to.entries.set(name, eitherOf([to.entries.get(name) ?? UNDEFINED, from], null, to.at));
  }
}

/** The objects of which a value is one, where a table has nothing else: `settings[process.env.NODE_ENV]`. */
export function choicesOf(value: Value): readonly ObjectValue[] | null {
  if (value.kind !== 'member' || plainOf(value.name) !== null) return null;
  const { of } = value;
  if (of.kind !== 'object' || of.isOpen || of.entries.size > MAX_CHOICES) return null;
  const all = [...of.entries.values()].flatMap((one) => (one.kind === 'object' && !one.isOpen ? [one] : []));
  return all.length === of.entries.size && all.length > 0 ? all : null;
}

/** Tables of more entries are for something else than settings. */
const MAX_CHOICES = 6;

/** The name that a key stands for; `null` where it is not known. */
export function keyName(run: Run, key: Key, scope: Environment): string | null {
  if (key.kind === 'name') return key.name;
  const plain = plainOf(evaluate(run, key.expression, scope));
  return plain === null ? null : String(plain.value);
}

function logical(run: Run, node: Extract<Expression, { kind: 'logical' }>, scope: Environment): Value {
  const left = evaluate(run, node.left, scope);
  const at = place(scope, node);
  const isLeft = takesLeft(node.operator, left);
  if (isLeft === true) return left;
  if (isLeft === false) return evaluate(run, node.right, scope);
  if (left.kind === 'env' && node.operator !== '&&') {
    return withDefault(left, evaluate(run, node.right, scope));
  }
  const test = place(scope, node.left);
  if (node.operator === '&&')
    return alternatives(
      run,
      left,
      test,
      () => evaluate(run, node.right, scope),
      () => left,
      at,
    );
  return alternatives(
    run,
    left,
    test,
    () => left,
    () => evaluate(run, node.right, scope),
    at,
  );
}

/** `process.env.A || process.env.B || 'c'` falls back twice. */
function withDefault(left: EnvironmentValue, right: Value): Value {
  const { fallback } = left;
  if (fallback?.kind === 'env') return { ...left, fallback: withDefault(fallback, right) };
  return { ...left, fallback: right };
}

/** Whether a logical expression is its left side; `null` where that is not known. */
function takesLeft(operator: '&&' | '||' | '??', left: Value): boolean | null {
  if (operator === '??') {
    if (left.kind === 'null' || left.kind === 'undefined') return false;
    return plainOf(left) !== null || truthOf(left) === true ? true : null;
  }
  const truth = truthOf(left);
  return truth === null ? null : operator === '&&' ? !truth : truth;
}
