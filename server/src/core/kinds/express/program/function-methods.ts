// Methods of functions and promises: `bind`, `call`, `apply`, `then`, and what `await` gives.
import type { Place } from '../../../text/span';
import type { FunctionValue, InstanceValue, ObjectValue, Value } from '../values';
import { type CallSite, callFunction, type Given, siteWith } from './call';
import { classMember } from './classes';
import { callStack } from './express';
import { drain, startJob } from './jobs';
import { arrayMethod } from './list-methods';
import { elementsOf } from './lists';
import { constantOf } from './operators';
import { hasMember } from './own-members';
import { type Run, unknown } from './run';

/** `bind`, `call`, `apply`. */
export function functionMethod(
  run: Run,
  called: FunctionValue,
  method: string,
  site: CallSite,
): Value | null {
  const [self, ...args] = site.given.map(({ value }) => value);
  switch (method) {
    case 'bind':
      return { ...called, self: called.self ?? self ?? null, bound: [...called.bound, ...args] };
    case 'call':
      return callFunction(run, called, args, site.at, self ?? null);
    case 'apply': {
      const [list] = args;
      return callFunction(run, called, list?.kind === 'array' ? list.elements : [], site.at, self ?? null);
    }
    default:
      return null;
  }
}

/** `app.get.bind(app)`, `call(app, …)` and `apply(app, list)`; `null` for what is no method of an app. */
export function stackMethod(run: Run, member: Value, method: string, site: CallSite): Value | null {
  if (member.kind === 'global') {
    const [type, prototype, name, ...more] = member.path;
    const [list, ...others] = site.given;
    const isOfLists = type === 'Array' && prototype === 'prototype' && more.length === 0;
    return isOfLists && list !== undefined
      ? listMethod(run, list.value, others, constantOf(name), method, site)
      : null;
  }
  if (member.kind !== 'member') return null;
  const { of, name } = member;
  const isOwnName = of.kind === 'object' && name.kind === 'string' && name.value === 'hasOwnProperty';
  if (isOwnName && method === 'call') {
    const [object, key] = site.given.map(({ value }) => value);
    return hasMember(run, object, key, true);
  }
  const [self, ...rest] = site.given;
  if (of.kind === 'array' && self !== undefined) return listMethod(run, self.value, rest, name, method, site);
  if (of.kind !== 'app' && of.kind !== 'router') return null;
  // It works on what it is called on, which may be another app.
  if (self === undefined || self.value.kind !== of.kind) return null;
  if (method === 'bind' && rest.length === 0) return { ...member, of: self.value };
  if (name.kind !== 'string') return null;
  if (method === 'call') return callStack(run, self.value, name.value, { ...site, given: rest });
  const [list] = rest;
  if (method !== 'apply' || list?.value.kind !== 'array') return null;
  const { elements, isOpen, conditions } = list.value;
  const given = elements.map((value, i): Given => {
    return { value, node: null, at: list.at, presence: conditions?.get(i) };
  });
  const mayHaveMore = elementsOf(list.value) === null;
  return callStack(run, self.value, name.value, { ...site, given, isOpen, mayHaveMore });
}

/** `list.push.apply(list, others)`, `[].slice.call(arguments)` and `Array.prototype.slice.call(arguments)`. */
function listMethod(
  run: Run,
  self: Value,
  rest: readonly Given[],
  name: Value,
  method: string,
  site: CallSite,
): Value | null {
  if (self.kind !== 'array' || name.kind !== 'string') return null;
  if (method === 'call') return arrayMethod(run, self, name.value, { ...site, given: rest });
  const list = rest[0]?.value;
  const all = method === 'apply' && list?.kind === 'array' ? elementsOf(list) : null;
  return all === null || list?.kind !== 'array' || list.isOpen
    ? null
    : arrayMethod(run, self, name.value, siteWith(site, list.elements));
}

/** `then`, `catch`, `finally` of what an async function answers. */
export function promiseMethod(
  run: Run,
  promise: Extract<Value, { kind: 'promise' }>,
  method: string,
  site: CallSite,
): Value {
  const [callback] = site.given.map(({ value }) => value);
  const next: Value = { kind: 'promise', result: null };
  if (method === 'catch' || callback?.kind !== 'function' || run.isFrozen) return promise;
  startJob(run, () => {
    const given =
      method === 'finally' ? [] : [promise.result ?? unknown('what a promise gives is not known', site.at)];
    const result = callFunction(run, callback, given, site.at);
    next.result = method === 'finally' ? promise.result : result.kind === 'promise' ? result.result : result;
  });
  return next;
}

/** What `await` makes of a value; what waits runs first. */
export function awaited(run: Run, value: Value, at: Place): Value {
  switch (value.kind) {
    case 'promise':
      if (value.result === null && !run.isFrozen) drain(run);
      return value.result ?? unknown('what a promise gives is not known', at);
    case 'call':
    case 'member':
    case 'parameter':
    case 'operation':
      return { kind: 'operation', operator: 'await', of: [value], at };
    case 'object':
    case 'instance':
      return hasThen(run, value, at) ? unknown('what has a "then" of its own is not followed', at) : value;
    default:
      return value;
  }
}

function hasThen(run: Run, value: ObjectValue | InstanceValue, at: Place): boolean {
  const then = value.kind === 'object' ? value.entries.get('then') : classMember(run, value, 'then', at);
  return then?.kind === 'function';
}
