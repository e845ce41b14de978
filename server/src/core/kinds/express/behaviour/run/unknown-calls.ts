// Calls of what is not known: what they may do with what they are given, and what they may answer.
import type { Place } from '../../../../text/span';
import {
  type Callable,
  constant,
  type Datum,
  list,
  NULL,
  textOf,
  UNDEFINED,
  type Unknown,
  unknown,
} from '../datum';
import { callDatum } from './calls';
import { isNow } from './clock';
import { listMember, someIndex } from './lists';
import { GivenUp, type Machine, Thrown } from './machine';
import { broken, kept, pending, promiseMember, settle } from './promises';
import { isAccepted, isThrowing, mayRefuse } from './refusals';
import { makeError } from './things';
import { isUserName } from './truth';

/** Names of functions that judge credentials, or look up who they belong to. */
const JUDGING =
  /verif|valid|auth|check|find|get|lookup|decode|decrypt|compare|match|session|user|login|token|query|select|exec|where|one|first|has|introspect|fetch|load|resolve|is[A-Z]|^one$/;
/** Checks of tokens that are known to reject bad ones: firebase-admin's `auth()`, google-auth-library's client. */
const REJECTING = /^verify(?:IdToken|SessionCookie)$/;
/** Methods of lists that work on one that is not all known. */
const OF_LISTS = /^(?:find|findIndex|findLast|some|every|filter)$/;
/** Functions that look something up: of what is not there they give nothing. */
const LOOKING = /find|get|lookup|query|select|exec|where|one|first|has|fetch|load|resolve/;
/** Steps of a look-up, which change nothing of whether it finds something, and of a date, which is the time it says. */
const STEPS = /^(?:populate|lean|sort|select|exec|orFail|transacting|getTime|valueOf)$/;
/** Functions whose yes is bad for the client. */
const ADVERSE = /revok|black|deny|denied|expired|block|invalid|banned|locked|limit|isEmpty|isNil/i;

/**
 * What an unknown function answers. One that is given the client's credentials and is named like a check is one:
 * good for valid credentials, bad for others. One that is given the response or `next` may do anything.
 */
export function callUnknown(
  machine: Machine,
  reason: string,
  name: string,
  args: readonly Datum[],
  at: Place,
): Datum {
  const last = lastName(name);
  const isGiven = machine.givesCredentials || args.some(isRequest);
  machine.givesCredentials = false;
  const promised = promiseCall(machine, reason, last, args, at);
  if (promised !== null) return promised;
  const handle = args.find(isHandle);
  const lost = `what is called with the response is not known: ${reason}`;
  if (handle !== undefined) throw new GivenUp(lost, at);
  if (args.some(hasHandle)) machine.entrusted ??= { reason: lost, at };
  const [self] = args;
  // `X.findById(id).populate('a').exec(callback)`: what the look-up finds is what its last step tells.
  const found = self?.kind === 'unknown' && STEPS.test(last) ? self : null;
  const isTold = found !== null && (found.judged || found.truthy !== null);
  if (found !== null && (isTold || isNow(found)) && !args.some(isCallback)) return { ...found, at };
  const isMember = (last === 'includes' || last === 'indexOf') && args.some(isSent);
  const isPresented = args.some((arg) => presents(arg));
  const isNamed = isPresented && JUDGING.test(last);
  const isCheck = (isNamed || isMember || isTold) && !ADVERSE.test(name);
  const mayBeGood = machine.exchange.hasValidCredentials && !isBare(machine, args);
  const isOfPath = isTold ? !found.judged : !mayBeGood && presentsOnlyPath(machine, args);
  const isGood = isCheck && ((isTold ? found.truthy : null) ?? (mayBeGood || isOfPath));
  // What the path names is there for everybody: what it says of itself is no matter of the client's credentials.
  const judged = isCheck && !isOfPath;
  if (isCheck && !isGood && REJECTING.test(last)) {
    return broken(makeError('Error', constant('invalid')));
  }
  const mayFail = !isCheck && isGiven && !(isPresented && mayBeGood) && mayRefuse(last);
  if (isMember && lastName(name) === 'indexOf') return isGood ? someIndex(machine, at) : constant(-1);
  const callbacks = args.filter(isCallback);
  const [asked] = callbacks;
  // A function of one parameter is asked about the items of a list; one that is called back has the error in front.
  if (args.length === 2 && asked !== undefined && (asked.arity ?? 2) < 2 && OF_LISTS.test(last))
    return callDatum(machine, listMember(machine, list([], true), last, at), [asked], UNDEFINED, at);
  if (callbacks.length > 0)
    return callBack(machine, reason, callbacks, { isCheck, isGood, judged, mayFail }, at);
  if (isCheck && !isGood && presentsOnlyUser(args)) {
    const key = `user ${at.file}:${at.span.start}`;
    const isFound = machine.exchange.suppose({
      key,
      reason: 'whether there is such a user is not known',
      at,
    });
    return unknown(reason, at, { key, judged: true, truthy: isFound });
  }
  const start = `${at.file}:${at.span.start}`;
  if (isGood) return unknown(reason, at, { key: `judge ${start}`, judged, truthy: true });
  if (isCheck)
    return judge(machine, reason, mayBeGood, LOOKING.test(last) ? undefined : 'rejects unread', at);
  const made = unknown(reason, at, { key: `call ${start}` });
  if (!mayFail) return made;
  if ((machine.catchers > 0 || isThrowing(last)) && !isAccepted(machine, made))
    throw new Thrown(makeError('Error', constant('invalid')), at);
  return { ...made, refusal: 'rejects' };
}

/** Headers that every client may send, which say nothing of who it is. */
const PLAIN_HEADERS =
  /^(?:accept(?:-.*)?|access-control-.*|cache-control|connection|content-.*|host|origin|referer|user-agent)$/i;

/** Whether what a call is given of the client's is a request that brings nothing, so that no check finds credentials. */
function isBare({ exchange }: Machine, args: readonly Datum[]): boolean {
  const presented = args.filter((arg) => presents(arg));
  return (
    presented.length > 0 &&
    presented.every(isRequest) &&
    exchange.params.size === 0 &&
    exchange.query === null &&
    exchange.bodyLength === 0 &&
    exchange.client.headers.every(([name]) => PLAIN_HEADERS.test(name))
  );
}

function isCallback(arg: Datum): arg is Callable {
  return arg.kind === 'function';
}

/**
 * `then`, `catch` and `finally` of what an unknown function answers: a promise of it. Whether a check rejects bad
 * credentials or answers with nothing is not known, where something catches.
 */
function promiseCall(
  machine: Machine,
  reason: string,
  name: string,
  all: readonly Datum[],
  at: Place,
): Datum | null {
  const [self] = all;
  if (self?.kind !== 'unknown' || !/^(?:then|catch|finally)$/.test(name) || all.length < 2) return null;
  const key = `rejects ${self.key}`;
  const mayReject = name === 'catch' && self.judged && !machine.exchange.hasValidCredentials;
  const [, handler] = all;
  const isUnread = handler?.kind === 'function' && handler.arity === 0;
  const rejects =
    (mayReject && machine.exchange.suppose({ key, reason, at })) ||
    ((self.refusal === 'rejects' || (self.refusal !== undefined && isUnread)) && !isAccepted(machine, self));
  const promise = rejects ? broken(makeError('Error', constant('invalid'))) : kept(self);
  return promise.kind === 'promise'
    ? (promiseMember(machine, promise, name)?.call(all.slice(1), promise, at) ?? null)
    : null;
}

/** Whether a value is what the client sent, as it is. */
function isSent(arg: Datum): boolean {
  return arg.kind === 'constant' && arg.carried;
}

/** Whether what a call is given of the client's names a user, and has no secret. */
function presentsOnlyUser(args: readonly Datum[]): boolean {
  return leavesOf(args).every((leaf) => !presents(leaf) || isUserName(leaf));
}

/** What is given, and what stands in objects and lists of it: `{ where: { id } }` of Prisma and Sequelize. */
function leavesOf(args: readonly Datum[], depth = 0): readonly Datum[] {
  return args.flatMap((arg) => {
    if (depth > 2 || isRequest(arg)) return [arg];
    if (arg.kind === 'list') return leavesOf(arg.items, depth + 1);
    return arg.kind === 'object' ? leavesOf([...arg.fields.values()], depth + 1) : [arg];
  });
}

/** Names of parameters of paths that may be secrets, and no ids. */
const SECRET = /token|key|secret|auth|sig|pass|pwd|session|jwt|hash|code|otp|pin|nonce|ticket|invit/i;

/**
 * Whether what a call is given of the client's is the path's, and no secret by its name: what it names is there,
 * whoever asks.
 */
function presentsOnlyPath({ exchange }: Machine, args: readonly Datum[]): boolean {
  const presented = leavesOf(args).filter((leaf) => presents(leaf));
  const params = [...exchange.params].flatMap(([name, value]) => (SECRET.test(name) ? [] : [value]));
  const isId = (leaf: Datum) => params.some((one) => isSame(one, leaf));
  return presented.length > 0 && presented.every(isId);
}

/** Whether a value is the text of a parameter, or the number that was made of it. */
function isSame(param: Datum, leaf: Datum): boolean {
  const text = textOf(param);
  if (text === null || leaf.kind !== 'constant') return false;
  const { value } = leaf;
  return typeof value === 'number'
    ? Object.is(value, Number(text)) || value === Number.parseInt(text, 10)
    : value === text;
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1) || name;
}

/** Bad credentials make a check throw, or answer with nothing. */
function judge(
  machine: Machine,
  reason: string,
  truthy: boolean,
  refusal: Unknown['refusal'],
  at: Place,
): Datum {
  const key = `judge ${at.file}:${at.span.start}`;
  if (!truthy && machine.catchers > 0) {
    const question = { key, reason: `whether this throws for wrong credentials is not known: ${reason}`, at };
    if (machine.exchange.suppose(question)) throw new Thrown(makeError('Error', constant('invalid')), at);
    return unknown(reason, at, { key, judged: true, truthy: false });
  }
  return { ...unknown(reason, at, { key, judged: true, truthy }), refusal };
}

/** How long what is not known takes until it calls back, in milliseconds: less than programs wait for it. */
const TIME_OF_CALLS = 10;

/** Callbacks are called later, once, with no error first where they ask for one. */
function callBack(
  machine: Machine,
  reason: string,
  callbacks: readonly Callable[],
  {
    isCheck,
    isGood,
    judged,
    mayFail,
  }: { readonly [name in 'isCheck' | 'isGood' | 'judged' | 'mayFail']: boolean },
  at: Place,
): Datum {
  const promise = pending(true);
  machine.later(() => {
    for (const callback of callbacks) {
      const key = `callback ${at.file}:${at.span.start}`;
      const value = isCheck
        ? unknown(reason, at, { key, judged, truthy: isGood })
        : unknown(reason, at, { key });
      const isErrorFirst = callback.isErrorFirst === true;
      // Wrong credentials are an error to some, and nothing found to others.
      const failsBy = {
        key: `fails ${key}`,
        reason: `how wrong credentials are told here is not known: ${reason}`,
        at,
      };
      const isFailing = (isCheck && !isGood) || mayFail;
      const isError = isFailing && isErrorFirst && machine.exchange.suppose(failsBy);
      const error = isError ? makeError('Error', constant('invalid')) : NULL;
      const args = isErrorFirst ? [error, isError ? UNDEFINED : value] : [value];
      callback.call(args, UNDEFINED, at);
    }
    settle(machine, promise, { kind: 'kept', value: unknown(reason, at) });
  }, TIME_OF_CALLS);
  return promise;
}

/** Whether a value has the response or `next` among its fields. */
function hasHandle(datum: Datum): boolean {
  return datum.kind === 'object' && datum.of === null && [...datum.fields.values()].some(isHandle);
}

function isRequest(datum: Datum): boolean {
  return datum.kind === 'object' && datum.of === 'Request';
}

/** Whether a value is the response or `next`. */
function isHandle(datum: Datum): boolean {
  if (datum.kind === 'object') return datum.of === 'Response';
  return datum.kind === 'function' && datum.name === '(next)';
}

/** Whether a value is, or has inside, what a client may present as its credentials. */
export function presents(datum: Datum, depth = 0): boolean {
  switch (datum.kind) {
    case 'constant':
      return datum.carried;
    case 'unknown':
      return datum.judged;
    case 'list':
      return depth < 3 && datum.items.some((item) => presents(item, depth + 1));
    case 'object':
      return (
        depth < 3 && (isRequest(datum) || [...datum.fields.values()].some((one) => presents(one, depth + 1)))
      );
    default:
      return false;
  }
}
