// Calls in a handler: of its own functions, of the program's, of packages, and of what is not known.
import type { FunctionNode, Statement } from '../../../../syntax/js/tree';
import { some } from '../../../../syntax/js/walk';
import type { Place } from '../../../../text/span';
import { methodsOf } from '../../program/function-objects';
import { noteMaker } from '../../program/makers';
import type { FunctionValue, Value } from '../../values';
import { type Callable, constant, type Datum, list, openThing, thing, UNDEFINED, unknown } from '../datum';
import { callPackage, constructPackage, madeFunction } from '../libraries/index';
import { madeByCsrf } from '../packages/csrf';
import { routerFunction } from './called-routers';
import { instantiate } from './class-objects';
import { bind } from './expressions';
import { Frame } from './frame';
import { constructGlobal, globalMember } from './globals';
import { GivenUp, type Machine, runningFor, Thrown } from './machine';
import { chosen, datumOf } from './outside';
import { broken, kept } from './promises';
import { type Completion, runStatements } from './statements';
import { runSuspended } from './suspended';
import { makeError } from './things';
import { callUnknown } from './unknown-calls';

export type Closure = Callable;

/** Calls a value as a function. */
export function callDatum(
  machine: Machine,
  callee: Datum,
  args: readonly Datum[],
  self: Datum,
  at: Place,
): Datum {
  machine.step(at, at);
  const value = chosen(machine, callee);
  switch (value.kind) {
    case 'function':
      return machine.deeper(at, () => value.call(args, self, at));
    case 'outside':
      return callOutside(machine, value, args, at);
    case 'unknown':
      return callUnknown(machine, value.reason, value.key, [self, ...args], at);
    case 'promise':
      if (value.isSupposed) return callUnknown(machine, 'what is called here is not known', '', args, at);
      throw notCallable(at);
    default:
      throw notCallable(at);
  }
}

function notCallable(at: Place): Thrown {
  return new Thrown(makeError('TypeError', constant('it is not a function')), at);
}

function callOutside(
  machine: Machine,
  { value }: Extract<Datum, { kind: 'outside' }>,
  args: readonly Datum[],
  at: Place,
): Datum {
  switch (value.kind) {
    case 'function': {
      const all = value.bound.length === 0 ? args : [...value.bound.map(datumOf), ...args];
      return machine.deeper(at, () => callWritten(machine, value, all, at));
    }
    case 'app':
    case 'router':
      return callDatum(machine, routerFunction(machine, value), args, UNDEFINED, at);
    case 'package':
      return callPackage(machine, value, args, at);
    case 'global': {
      const found = globalMember(machine, value.path);
      return found === null
        ? callUnknown(machine, `${value.path.join('.')} is not known`, value.path.join('.'), args, at)
        : callDatum(machine, found, args, UNDEFINED, at);
    }
    case 'class':
      throw new Thrown(makeError('TypeError', constant('a class is called without new')), at);
    case 'member': {
      const name = value.name.kind === 'string' ? value.name.value : '';
      // `generateCsrfToken(req, res)` of csrf-csrf 4, `generateToken` before, puts a cookie into the answer.
      if (madeByCsrf(value)?.name.startsWith('generate') === true)
        return unknown('a token is not known', at, { truthy: true });
      return callUnknown(machine, `what "${name}" does is not known`, name, args, at);
    }
    case 'call': {
      const made = madeFunction(machine, value, at);
      if (made !== null) return callDatum(machine, made, args, UNDEFINED, at);
      callGiven(machine, value.args, at);
      return callUnknown(machine, 'what is called here is not known', '', args, at);
    }
    default:
      return callUnknown(machine, 'what is called here is not known', '', args, at);
  }
}

/** What was made with a function that throws, such as `parser(schema, (errors) => { throw … })`, may call it. */
function callGiven(machine: Machine, given: readonly Value[], at: Place): void {
  const thrower = given.find((one) => one.kind === 'function' && one.node.body.some(throws));
  if (thrower === undefined) return;
  const reason = 'whether a function that was given here is called is not known';
  if (!machine.exchange.suppose({ key: `given ${at.file}:${at.span.start}`, reason, at })) return;
  callDatum(machine, datumOf(thrower), [unknown('what it is called with is not known', at)], UNDEFINED, at);
}

function throws(statement: Statement): boolean {
  return some(statement, ({ kind }) => kind === 'throw');
}

/** Calls a function of the program; `given` is what `this` is, where the function has none of its own. */
export function callWritten(
  machine: Machine,
  called: FunctionValue,
  args: readonly Datum[],
  at: Place,
  given: Datum = UNDEFINED,
): Datum {
  const self = called.self === null ? given : datumOf(called.self);
  const frame = new Frame(null, called.scope, self, true);
  return callNode(machine, called.node, frame, self, args, at);
}

/** Whether the only parameter of a function is an error, as in `save((err) => …)`. */
function takesError({ params: [first] }: FunctionNode): boolean {
  return first?.target.kind === 'identifier' && /^e(?:rr(?:or)?)?$/i.test(first.target.name);
}

/** A function with the frame that it is written in. Arrows keep the `this` of that frame. */
export function enterFunction(
  machine: Machine,
  node: FunctionNode,
  outer: Frame,
  bound: Datum | null,
): Closure {
  const arity = node.params.findIndex(({ target, isRest }) => isRest || target.kind === 'default');
  return {
    kind: 'function',
    name: node.name ?? '',
    arity: arity < 0 ? node.params.length : arity,
    isErrorFirst: arity < 0 ? node.params.length > 1 || takesError(node) : arity > 1,
    fields: null,
    call: (args, self, at) => callNode(machine, node, outer, bound ?? self, args, at),
  };
}

/** A function that is written as a value: inside, its own name is itself (ECMA-262, 15.2.5). */
export function functionExpression(machine: Machine, node: FunctionNode, frame: Frame): Closure {
  const own = frame.inner();
  const made = enterFunction(machine, node, own, null);
  if (node.name !== null && !node.isArrow) own.declare(node.name, made);
  return made;
}

/** Runs a function that is written in the frame `outer`. */
function callNode(
  machine: Machine,
  node: FunctionNode,
  outer: Frame,
  self: Datum,
  args: readonly Datum[],
  at: Place,
): Datum {
  if (node.isGenerator) throw new GivenUp('a generator is not followed', at);
  const now = runningFor(machine);
  const { isLeft } = now;
  now.isLeft = false;
  try {
    return callBody(now, node, outer, self, args, isLeft || now.isSuspending);
  } finally {
    now.isLeft = isLeft;
  }
}

function callBody(
  now: Machine,
  node: FunctionNode,
  outer: Frame,
  self: Datum,
  args: readonly Datum[],
  isSuspended: boolean,
): Datum {
  const here = node.isArrow ? outer.self : self;
  const frame = new Frame(outer, outer.scope, here, true).calledWith(args);
  if (!node.isAsync) return returnedBy(runBody(now, node, frame, args));
  if (isSuspended) return runSuspended(now, () => runBody(now, node, frame, args));
  const before = now.catchers;
  try {
    return kept(now.asynchronously(() => returnedBy(runBody(now, node, frame, args))));
  } catch (problem) {
    now.catchers = before;
    if (problem instanceof Thrown) return broken(problem.datum);
    throw problem;
  }
}

function runBody(machine: Machine, node: FunctionNode, frame: Frame, args: readonly Datum[]): Completion {
  for (let i = 0; i < node.params.length; i++) {
    const param = node.params[i];
    if (param === undefined) continue;
    const { target, isRest } = param;
    const value = isRest ? list(args.slice(i)) : (args[i] ?? UNDEFINED);
    if (target.kind === 'identifier') frame.declare(target.name, value);
    else bind(machine, target, value, frame, (name, bound) => frame.declare(name, bound));
  }
  return runStatements(machine, node.body, frame);
}

function returnedBy(completion: Completion): Datum {
  return completion.kind === 'return' ? completion.value : UNDEFINED;
}

/** `new callee(…)`. */
export function construct(machine: Machine, callee: Datum, args: readonly Datum[], at: Place): Datum {
  const value = chosen(machine, callee);
  if (value.kind === 'function') {
    const made = openThing([], unknown('what an object inherits is not followed', at));
    const answer = value.call(args, made, at);
    return answer.kind === 'constant' ? made : answer;
  }
  if (value.kind !== 'outside') return callUnknown(machine, 'a class is not known', 'new', args, at);
  const { value: of } = value;
  if (of.kind === 'class') return instantiate(machine, of, args, at);
  if (of.kind === 'function') return makeByFunction(machine, of, args, at);
  if (of.kind === 'package') return constructPackage(machine, of, args, at);
  if (of.kind === 'global') {
    const made = constructGlobal(machine, of.path.join('.'), args, at);
    if (made !== null) return made;
  }
  return callUnknown(machine, 'a class is not known', 'new', args, at);
}

/** `new` of a plain function: what it answers where that is an object, else the one that it was called on. */
function makeByFunction(machine: Machine, maker: FunctionValue, args: readonly Datum[], at: Place): Datum {
  const made = thing();
  noteMaker(made, maker.node);
  for (const [name, value] of methodsOf(maker)) made.fields.set(name, ownMethod(machine, value, made));
  const frame = new Frame(null, maker.scope, made, true);
  const answer = machine.deeper(at, () => callNode(machine, maker.node, frame, made, args, at));
  return answer.kind === 'constant' ? made : answer;
}

function ownMethod(machine: Machine, value: Value, self: Datum): Datum {
  if (value.kind !== 'function') return datumOf(value);
  return enterFunction(machine, value.node, new Frame(null, value.scope, self, true), null);
}
