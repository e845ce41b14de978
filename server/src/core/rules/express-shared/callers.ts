// What the program's own calls give to the parameters of its functions.
import {
  type Everything,
  type Met,
  type ModuleTexts,
  perModule,
} from '../../kinds/express/program/everything';
import { entryOf, type FunctionValue, type Scope, stringOf, type Value } from '../../kinds/express/values';
import type { Call, Expression, FunctionNode, New, Pattern } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { injectedCalls } from './injected-calls';
import type { Given } from './options';

type CallOfFunction = { readonly call: Call | New; readonly met: Met };
type Callers = Map<FunctionNode, { readonly called: Called; readonly calls: CallOfFunction[] }>;

const known = new WeakMap<Everything, Callers>();

/**
 * What calls give to a parameter, one entry a call, where the callee is known to be its function. There may be other
 * calls that nobody can see: none of these is all that is ever given.
 */
export function givenTo(
  context: ExpressContext,
  parameter: Extract<Value, { kind: 'parameter' }>,
): readonly Given[] {
  for (const [node, { called, calls }] of callersIn(context)) {
    if (called.at.file !== parameter.at.file) continue;
    const index = indexOf(node, parameter);
    const param = node.params[index];
    if (param === undefined || param.isRest) continue;
    return calls.flatMap(
      ({ call, met }) =>
        argumentOf(context, call, met, index) ?? defaultOf(context, called, call, index) ?? [],
    );
  }
  return injectedCalls(context, parameter).flatMap(({ call, met, called }) => {
    const index = indexOf(called.node, parameter);
    return argumentOf(context, call, met, index) ?? defaultOf(context, called, call, index) ?? [];
  });
}

function indexOf({ params }: FunctionNode, { at }: Extract<Value, { kind: 'parameter' }>): number {
  return params.findIndex(
    ({ target }) => (target.kind === 'default' ? target.target : target).span.start === at.span.start,
  );
}

/** What a parameter is where a call gives it nothing. */
function defaultOf(
  { evaluate }: ExpressContext,
  { node, scope, at }: Called,
  { args }: Call | New,
  index: number,
): Given | null {
  const target = node.params[index]?.target;
  if (target?.kind !== 'default' || index < args.length || args.some(({ kind }) => kind === 'spread'))
    return null;
  const { value } = target;
  return {
    value: evaluate(value, scope),
    at: { file: at.file, span: value.span },
    node: value,
    isShorthand: false,
  };
}

/** What is given itself, or what callers give where it is a parameter, or an entry of an object that is one. */
export function sourcesOf<T extends { readonly value: Value }>(
  context: ExpressContext,
  given: T,
): readonly (T | Given)[] {
  const { value } = given;
  if (value.kind === 'parameter') return givenTo(context, value);
  const name = value.kind === 'member' ? stringOf(value.name) : null;
  if (value.kind !== 'member' || name === null || value.of.kind !== 'parameter') return [given];
  const objects = givenTo(context, value.of);
  const entries = objects.flatMap((one) => entryOf(one.value, name) ?? []);
  return objects.length === 0 || entries.length < objects.length
    ? [given]
    : entries.map((entry) => ({ ...given, value: entry }));
}

function argumentOf(
  { evaluate }: ExpressContext,
  call: Call | New,
  { scope }: Met,
  index: number,
): Given | null {
  const node = call.args[index];
  const isSpread = call.args.slice(0, index + 1).some(({ kind }) => kind === 'spread');
  if (node === undefined || node.kind === 'spread' || isSpread) return null;
  return {
    value: evaluate(node, scope),
    at: { file: scope.file, span: node.span },
    node,
    isShorthand: false,
  };
}

/** Every call of a function of the program, by the function. */
function callersIn({ everything }: ExpressContext): Callers {
  const before = known.get(everything);
  if (before !== undefined) return before;
  const callers: Callers = new Map();
  for (const { called, ...call } of everything.modules.flatMap(callsIn)) {
    const entry = callers.get(called.node) ?? { called, calls: [] };
    entry.calls.push(call);
    callers.set(called.node, entry);
  }
  known.set(everything, callers);
  return callers;
}

type Called = Pick<FunctionValue, 'node' | 'at' | 'scope'>;

const OF_PROMISE = /^(?:then|catch|finally)$/;

const callsIn = perModule((texts) => {
  const found: (CallOfFunction & { readonly called: Called })[] = [];
  const items = itemsIn(texts);
  texts.each(['call', 'new'], (met) => {
    const { node, scope } = met;
    const { callee } = node;
    const isNamed = callee.kind === 'identifier' || callee.kind === 'member' || callee.kind === 'index';
    if (!isNamed && !isRequire(callee)) return;
    // To know that `load().then` is none of the program's own functions, all in front of it would have to be followed.
    if (callee.kind === 'member' && callee.object.kind === 'call' && OF_PROMISE.test(callee.name)) return;
    const value = texts.evaluate(callee, scope);
    const list =
      value.kind === 'unknown' || value.kind === 'parameter' ? items.get(value.at.span.start) : null;
    for (const called of list ?? functionsOf(value)) found.push({ called, call: node, met });
  });
  return found;
});

const OF_LIST = /^(?:map|flatMap|forEach|some|every|find|filter)$/;

/** The functions that the names of loops and of lists' callbacks stand for, by where these are declared. */
function itemsIn(texts: ModuleTexts): ReadonlyMap<number, readonly Called[]> {
  const items = new Map<number, readonly Called[]>();
  const add = (target: Pattern | undefined, list: Expression, scope: Scope) => {
    if (target?.kind !== 'identifier') return;
    const value = texts.evaluate(list, scope);
    if (value.kind === 'array') items.set(target.span.start, value.elements.flatMap(functionsOf));
  };
  texts.each(['forEach', 'call'], ({ node, scope }) => {
    if (node.kind === 'forEach') return add(node.target, node.values, scope);
    const [callback] = node.args;
    if (callback?.kind === 'function' && node.callee.kind === 'member' && OF_LIST.test(node.callee.name))
      add(callback.params[0]?.target, node.callee.object, scope);
  });
  return items;
}

/** `require('./guard')`, which may be called itself. */
function isRequire(node: Expression): boolean {
  return node.kind === 'call' && node.callee.kind === 'identifier' && node.callee.name === 'require';
}

/** The functions that a callee may be, or the constructor of a class that an object is made of. */
function functionsOf(called: Value): readonly Called[] {
  if (called.kind === 'function') return called.bound.length > 0 ? [] : [called];
  if (called.kind === 'either') return called.of.flatMap(functionsOf);
  // A table, of which something that is not known chooses one.
  if (called.kind === 'member' && called.of.kind === 'object' && stringOf(called.name) === null)
    return [...called.of.entries.values()].flatMap(functionsOf);
  if (called.kind !== 'class') return [];
  const build = called.node.members.find(({ kind }) => kind === 'constructor')?.value;
  return build?.kind === 'function' ? [{ node: build, at: called.at, scope: called.scope }] : [];
}
