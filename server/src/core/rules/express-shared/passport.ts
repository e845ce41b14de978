// What a program does with passport: the strategies that it registers, and its calls of authenticate().
import { type Strategy, strategiesOf } from '../../kinds/express/behaviour/packages/strategies';
import { packageOf } from '../../kinds/express/program/escape';
import { type CallValue, entryOf, stringOf, type Value } from '../../kinds/express/values';
import { samePlace } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { isInAny } from './function-places';
import { reachedFunctions } from './reached';
import { surroundings } from './surroundings';
import { textsIn } from './text-lists';

/** A call of `passport.authenticate(names, options, callback)`. */
export type Authentication = {
  readonly call: CallValue;
  /** The strategies that it asks; `null` where they are not known. */
  readonly names: readonly string[] | null;
  readonly options: Value | undefined;
  readonly callback: Value | undefined;
  /** Whether the user is kept in a session; `null` where that is not known. */
  readonly keepsSession: boolean | null;
};

/** The strategies that the program registers with `passport.use`; `isWhole` is false where there may be more. */
export function registeredStrategies(context: ExpressContext): {
  readonly all: readonly Strategy[];
  readonly isWhole: boolean;
} {
  return strategiesOf({ ...surroundings(context), isWhole: context.isWhole });
}

/**
 * The calls of `passport.authenticate` in the program: those that ran while it started, with what they were given, and
 * those that are written in handlers.
 */
export function authentications(context: ExpressContext): readonly Authentication[] {
  const ran = context.layer.program.run.calls.filter(isAuthenticate);
  const written = context.callsOf('passport').filter(isAuthenticate);
  const others = written.filter(({ at }) => !ran.some((one) => samePlace(one.at, at)));
  return [...ran, ...others].map(authenticationOf);
}

/** The calls of `passport.authenticate` that make a handler, or that stand in the functions that it may call. */
export function authenticationsIn(
  context: ExpressContext,
  all: readonly Authentication[],
  { behaviour }: PlacedHandler['handler'],
): readonly Authentication[] {
  const { source, at } = behaviour;
  const functions = reachedFunctions(context, behaviour);
  if (source.kind === 'packaged') {
    return all.filter(({ call }) => at !== null && samePlace(call.at, at));
  }
  return all.filter(({ call }) => isInAny(call.at, functions));
}

function isAuthenticate({ callee }: CallValue): boolean {
  return packageOf(callee) === 'passport' && nameOfCallee(callee) === 'authenticate';
}

/** The last name of what is called: `use` of `passport.use`. */
export function nameOfCallee(callee: Value): string | null {
  if (callee.kind === 'package') return callee.path.at(-1) ?? null;
  return callee.kind === 'member' ? stringOf(callee.name) : null;
}

function authenticationOf(call: CallValue): Authentication {
  const [names, second, third] = call.args;
  const isCallback = second?.kind === 'function';
  const options = isCallback ? undefined : second;
  return {
    call,
    names: textsIn(names),
    options,
    callback: isCallback ? second : third,
    keepsSession: keepsSession(options),
  };
}

function keepsSession(options: Value | undefined): boolean | null {
  if (options === undefined || options.kind === 'undefined' || options.kind === 'null') return true;
  const session = entryOf(options, 'session');
  // With assignProperty the user is put on the request alone (passport 0.7, lib/middleware/authenticate.js).
  if (entryOf(options, 'assignProperty')?.kind !== 'undefined' || session === null) return null;
  if (session.kind === 'undefined') return true;
  return session.kind === 'boolean' ? session.value : null;
}
