// Calls: functions of the program are followed, those of packages are kept as what they are.
import type { Argument, Call, Expression, FunctionNode, New } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { CallValue, FunctionValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { globalCall, stringMethod } from './builtins';
import { instantiate } from './classes';
import { collectionMethod, itemsOfValue, newCollection } from './collections';
import { callHelper, isHelper } from './compiled';
import { alternatives, bothWays } from './conditions';
import { callContainerMember } from './container-calls';
import { costing, hadItsShare } from './costs';
import { addInitializer, metadataCall } from './decorators';
import { eitherOf, placeOfPresence } from './either';
import { callSchema } from './env-schemas';
import { Environment, environmentOf } from './environment';
import { letGo, letGoUnseen, packageOf } from './escape';
import { evaluate } from './evaluate';
import { type Completion, executeAll } from './execute';
import { callStack } from './express';
import { entryMethod } from './folders';
import { followedCall } from './followed';
import { functionMethod, promiseMethod, stackMethod } from './function-methods';
import { makeByFunction } from './function-objects';
import { apolloCall } from './graphql';
import { startJob } from './jobs';
import { noteCall } from './late';
import { arrayMethod } from './list-methods';
import { elementsOf, listOfValues, moreItems } from './lists';
import { callMade, chainMethod } from './lodash';
import { bindPattern, valueOfIndex, valueOfMember } from './members';
import { plainOf } from './operators';
import { objectMethod } from './own-members';
import { callPackage } from './packages';
import { patternMethod, patternTest } from './patterns';
import { newProxy } from './proxies';
import { MAX_CALLS, MAX_RECURSION, place, type Run, unknown } from './run';
import { touchesStack } from './touches';

/** An argument with the expression that gives it; several may come of one spread. */
export type Given = {
  readonly value: Value;
  readonly node: Expression | null;
  readonly at: Place;
  /** What must hold for it to be given, where a list is spread that some elements may be missing in. */
  readonly presence?: readonly Presence[] | undefined;
};

/** A call as it is written, its arguments evaluated. */
export type CallSite = {
  readonly at: Place;
  readonly argsAt: Place;
  readonly given: readonly Given[];
  /** Whether there may be more arguments than these, or fewer. */
  readonly isOpen: boolean;
  /** Whether there may be others behind these; what a spread may give is a value that is not known. */
  readonly mayHaveMore: boolean;
  readonly isNew: boolean;
};

/** The same call with other arguments, as callbacks are called. */
export function siteWith(site: CallSite, values: readonly Value[]): CallSite {
  const given: Given[] = values.map((value) => ({ value, node: null, at: site.at }));
  return { ...site, given, isOpen: false, mayHaveMore: false, isNew: false };
}

/** Evaluates `callee(…)` and `new callee(…)`. */
export function callValue(run: Run, node: Call | New, scope: Environment): Value {
  const { callee } = node;
  if (callee.kind === 'super') {
    const site = siteOf(run, node, scope);
    if (!run.isFrozen) run.parents.at(-1)?.(site.given.map(({ value }) => value));
    return UNDEFINED;
  }
  if (callee.kind === 'member' && callee.object.kind === 'super') {
    const method = evaluate(run, callee, scope);
    return call(run, method, siteOf(run, node, scope), scope.self);
  }
  if (callee.kind === 'member' || callee.kind === 'index') {
    const self = evaluate(run, callee.object, scope);
    const name: Value =
      callee.kind === 'member' ? { kind: 'string', value: callee.name } : evaluate(run, callee.index, scope);
    const site = siteOf(run, node, scope);
    const isSkipped = callee.isOptional && (self.kind === 'undefined' || self.kind === 'null');
    return isSkipped ? UNDEFINED : callMember(run, self, name, site, place(scope, callee));
  }
  const value = evaluate(run, callee, scope);
  const site = siteOf(run, node, scope);
  const made =
    callee.kind === 'identifier' && isHelper(callee.name) ? callHelper(run, callee.name, site) : null;
  return made ?? call(run, value, site, null);
}

function siteOf(run: Run, node: Call | New, scope: Environment): CallSite {
  const { given, isOpen } = givenOf(run, node.args, scope);
  return {
    at: place(scope, node),
    argsAt: { file: scope.file, span: node.argsSpan },
    given,
    isOpen,
    mayHaveMore: false,
    isNew: node.kind === 'new',
  };
}

function givenOf(
  run: Run,
  args: readonly Argument[],
  scope: Environment,
): Pick<CallSite, 'given' | 'isOpen'> {
  let isOpen = false;
  const given = args.flatMap((node): Given[] => {
    const at = place(scope, node);
    if (node.kind !== 'spread') return [{ value: evaluate(run, node, scope), node, at }];
    const spread = itemsOfValue(evaluate(run, node.value, scope), at);
    isOpen ||= spread === null || spread.isOpen;
    const known = (spread?.elements ?? []).map(
      (value, i): Given => ({ value, node: null, at, presence: spread?.conditions?.get(i) }),
    );
    if (spread !== null && elementsOf(spread) !== null) return known;
    // What is not known stands in front of what follows.
    return [...known, { value: moreItems(at), node: null, at }];
  });
  return { given, isOpen };
}

/** Calls a member of a value. */
export function callMember(run: Run, self: Value, name: Value, site: CallSite, at: Place): Value {
  const plain = plainOf(name);
  if (self.kind === 'app' || self.kind === 'router' || self.kind === 'route') {
    return callStack(run, self, plain === null ? null : String(plain.value), site);
  }
  if (plain === null) return call(run, valueOfIndex(run, self, name, at), site, self);
  const method = String(plain.value);
  const known = knownMethod(run, self, method, site);
  if (known !== null) return known;
  if (self.kind === 'either') return eachOf(run, self, site, (one) => callMember(run, one, name, site, at));
  if (self.kind === 'env' && self.fallback?.kind === 'string') {
    // What is made of a setting, or of its default where it is not set.
    const bare: Value = { ...self, fallback: null };
    const both = [bare, self.fallback].map((one) => callMember(run, one, name, site, at));
    return eitherOf(both, bare, site.at);
  }
  const member = valueOfMember(run, self, method, at);
  // A package's function that is put onto one of the program, such as `guard.unless = unless`, works on that one.
  const isGraft = self.kind === 'function' && member.kind === 'package';
  return call(run, isGraft ? { kind: 'member', of: self, name, at } : member, site, self);
}

/** What a method of the language gives that is followed; `null` for all others. */
function knownMethod(run: Run, self: Value, method: string, site: CallSite): Value | null {
  switch (self.kind) {
    case 'function':
      return functionMethod(run, self, method, site);
    case 'array':
      return arrayMethod(run, self, method, site);
    case 'string':
      return stringMethod(self.value, method, site) ?? patternMethod(self.value, method, site);
    case 'regex':
      return method === 'test' ? patternTest(self, site) : null;
    case 'object':
      return entryMethod(self, method) ?? objectMethod(run, self, method, site);
    case 'promise':
      return promiseMethod(run, self, method, site);
    case 'call':
      return collectionMethod(run, self, method, site) ?? chainMethod(run, self, method, site);
    case 'global':
    case 'member':
      return stackMethod(run, self, method, site);
    default:
      return null;
  }
}

/** Calls a value. `self` is what `this` is in it. */
export function call(run: Run, callee: Value, site: CallSite, self: Value | null): Value {
  const args = site.given.map(({ value }) => value);
  switch (callee.kind) {
    case 'function':
      if (site.isNew) return makeByFunction(run, callee, args, site.at);
      return callFunction(run, callee, args, site.at, self);
    case 'class':
      return instantiate(run, callee, args, site.at);
    case 'package':
      return callPackage(run, callee, site, self) ?? symbolicCall(run, callee, site);
    case 'global':
      return (
        addInitializer(callee, site) ??
        metadataCall(run, callee.path, site) ??
        newCollection(run, callee, site) ??
        newProxy(run, callee, site) ??
        globalCall(run, callee.path, site) ??
        symbolicCall(run, callee, site)
      );
    case 'either':
      return eachOf(run, callee, site, (one) => call(run, one, site, self));
    case 'call':
      return callMade(run, callee, site) ?? symbolicCall(run, callee, site);
    case 'unknown':
      letGo(run, callee, site);
      return callee;
    case 'member': {
      // A method that was bound to its app, or taken from it.
      const { of, name } = callee;
      const isMethod = (of.kind === 'app' || of.kind === 'router') && name.kind === 'string';
      if (isMethod) return callStack(run, of, name.value, site);
      return (
        callContainerMember(run, callee, site) ??
        callSchema(run, callee, site) ??
        symbolicCall(run, callee, site)
      );
    }
    case 'undefined':
    case 'null':
      return unknown('what is called is not there', site.at);
    default:
      return symbolicCall(run, callee, site);
  }
}

function eachOf(
  run: Run,
  { of, when }: Extract<Value, { kind: 'either' }>,
  { at }: CallSite,
  each: (one: Value) => Value,
): Value {
  const [first, second] = of;
  if (of.length !== 2 || first === undefined || second === undefined) {
    return eitherOf(of.map(each), when, at);
  }
  return alternatives(
    run,
    when ?? unknown('it depends on a condition', at),
    at,
    () => each(first),
    () => each(second),
  );
}

/** A call that is kept as it is. What it is given may be used in ways that nobody can see. */
function symbolicCall(run: Run, callee: Value, site: CallSite): Value {
  const value: CallValue = {
    kind: 'call',
    callee,
    isNew: site.isNew,
    args: site.given.map((one) => one.value),
    at: site.at,
    argsAt: site.argsAt,
    argPlaces: site.given.map((one) => one.at),
  };
  if (run.isFrozen) return value;
  const isOfPackage = packageOf(value) !== null;
  const made = isOfPackage ? (apolloCall(run, value, site) ?? followedCall(run, value, site)) : null;
  if (isOfPackage) run.calls.push(value);
  if (made === null) letGo(run, value, site);
  return made ?? value;
}

/**
 * Whether a call is not followed. A function that calls itself on a condition that is not known does so any number of
 * times, and each of them would be followed on both ways.
 */
function isTooDeep(run: Run, node: FunctionNode): boolean {
  const outer = run.functions.filter((one) => one.node === node);
  const last = outer.at(-1);
  return (
    run.functions.length >= MAX_CALLS ||
    outer.length >= MAX_RECURSION ||
    (last !== undefined && run.presence.length > last.conditions)
  );
}

/** What such a call adds to apps is not seen. */
function tooDeep(run: Run, called: FunctionValue, args: readonly Value[], at: Place): Value {
  const result = unknown('functions call each other too deep to be followed', at);
  letGoUnseen(run, called, args, result);
  return result;
}

/** Calls a function of the program; an async one answers a promise, and what follows its first `await` runs later. */
export function callFunction(
  run: Run,
  called: FunctionValue,
  args: readonly Value[],
  at: Place,
  self: Value | null = null,
): Value {
  const { node } = called;
  if (isTooDeep(run, node)) return tooDeep(run, called, args, at);
  if (hadItsShare(run, called, args)) {
    run.isCut = true;
    return unknown('the program is too large for all of its calls to be followed', at);
  }
  if (!run.isFrozen) {
    run.called.add(node);
    run.heard?.called.push(node);
  }
  const start = () => costing(run, node, () => runFunction(run, called, args, self));
  if (!node.isGenerator || run.isFrozen || !touchesStack(run, called)) return start();
  const question = unknown('how far a generator is run is not known', at);
  return bothWays(run, question, at, start, () => UNDEFINED).first;
}

function runFunction(run: Run, called: FunctionValue, args: readonly Value[], self: Value | null): Value {
  const { node } = called;
  const scope = enterFunction(run, called, args, self);
  noteCall(run, scope, node.body);
  // What a generator yields is taken to be a list that is there at once.
  const yielded = node.isGenerator ? listOfValues(run, []) : null;
  run.functions.push({ node, conditions: run.presence.length, yielded });
  const promise: Value = { kind: 'promise', result: null };
  const later = (rest: () => Completion): Completion => {
    startJob(run, () => {
      promise.result = resultOf(costing(run, node, rest));
    });
    return { kind: 'return', value: promise };
  };
  const waits = node.isAsync && yielded === null && !run.isFrozen;
  const end = executeAll(run, node.body, scope, waits ? later : null);
  run.functions.pop();
  if (yielded !== null) return yielded;
  if (!node.isAsync) {
    if (end.kind === 'throw') run.isThrown = run.tries > 0;
    return resultOf(end);
  }
  if (end.kind !== 'return' || end.value !== promise) promise.result = resultOf(end);
  return promise;
}

function resultOf(end: Completion): Value {
  if (end.kind === 'return')
    return end.value.kind === 'promise' && end.value.result !== null ? end.value.result : end.value;
  if (end.kind !== 'perhaps') return UNDEFINED;
  const value = end.value ?? UNDEFINED;
  return eitherOf(
    end.returnsIf ? [value, UNDEFINED] : [UNDEFINED, value],
    end.when,
    placeOfPresence(end.rest),
  );
}

/** The scope of a function's body with its parameters bound. */
export function enterFunction(
  run: Run,
  called: FunctionValue,
  args: readonly Value[],
  self: Value | null = null,
): Environment {
  const { node } = called;
  const outer = environmentOf(called.scope);
  const own = node.isArrow ? outer.self : (called.self ?? self);
  const scope = new Environment(outer.file, outer, own, true);
  const all = [...called.bound, ...args];
  if (!node.isArrow) scope.names.set('arguments', { kind: 'array', elements: all, isOpen: false });
  if (node.name !== null && outer.lookup(node.name) === null) scope.names.set(node.name, called);
  for (const [i, { target, isRest }] of node.params.entries()) {
    const value: Value = isRest
      ? { kind: 'array', elements: all.slice(i), isOpen: false }
      : (all[i] ?? UNDEFINED);
    bindPattern(run, target, value, scope, 'let');
  }
  return scope;
}
