// passport 0.7: authenticate() with its strategies, initialize() and session().
import type { Requirement } from '../../../../model/requirement';
import type { Place } from '../../../../text/span';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { constant, type Datum, list, NULL, textOf, thing, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, severalOf, textOption } from '../options';
import { callDatum } from '../run/calls';
import { Thrown } from '../run/machine';
import { native } from '../run/native';
import { makeError } from '../run/things';
import { runHandler } from '../written';
import { bystander, check, fail, failByStatus, lost, type PackageCall, packaged } from './package';
import { setPassportUser } from './sessions';
import { attempt, type Failure, type Strategy, strategiesOf, strategyScheme } from './strategies';

/** A function of passport that makes a handler. */
export function readPassport(call: PackageCall): Behaviour | null {
  switch (call.path.at(-1)) {
    case 'initialize':
      return bystander(call, 'session', (exchange) => prepare(call, exchange));
    case 'session':
      return packaged(call, 'session', (exchange) => actSession(call, exchange));
    case 'authenticate':
    case 'authorize':
      return readAuthenticate(call);
    default:
      return null;
  }
}

/** What passport puts on every request: `login`, `logout` and `isAuthenticated`. */
function prepare(call: PackageCall, exchange: Exchange): void {
  exchange.notes.set('passport', thing());
  const isIn = () => constant(exchange.slots.has('user') && !isFalse(exchange.slots.get('user')));
  exchange.slots.set('isAuthenticated', native('isAuthenticated', isIn));
  exchange.slots.set(
    'isUnauthenticated',
    native('isUnauthenticated', () => constant(isIn().value !== true)),
  );
  for (const name of ['login', 'logIn', 'logout', 'logOut']) {
    exchange.slots.set(
      name,
      native(name, (args, _self, at) => later(call, exchange, name, args, at)),
    );
  }
}

/** `req.login` and `req.logout`: what the session manager of passport 0.6 wants of the session (lib/sessionmanager.js). */
function later(
  call: PackageCall,
  exchange: Exchange,
  name: string,
  args: readonly Datum[],
  at: Place,
): Datum {
  const isLogin = /^log?in$/i.test(name);
  if (isLogin) exchange.slots.set('user', args[0] ?? UNDEFINED);
  else exchange.slots.delete('user');
  const done = args.findLast((arg) => arg.kind === 'function' || arg.kind === 'outside');
  const isKept = !isLogin || flagOf(args[1] === done ? undefined : args[1], 'session', true) !== false;
  const error = isManaged(call) && isKept ? managed(exchange, name, done, at) : UNDEFINED;
  return done?.kind === 'function' ? done.call([error], UNDEFINED, at) : UNDEFINED;
}

/** The error that the callback gets; what is not there is called, and throws. */
function managed(exchange: Exchange, name: string, done: Datum | undefined, at: Place): Datum {
  if (done === undefined) throw thrown('Error', `req#${name} requires a callback function`, at);
  const session = exchange.slots.get('session') ?? UNDEFINED;
  if (isFalse(session)) return makeError('Error', constant('Login sessions require session support.'));
  if (!isRegenerated(session)) throw thrown('TypeError', 'req.session.regenerate is not a function', at);
  return UNDEFINED;
}

function thrown(name: string, message: string, at: Place): Thrown {
  return new Thrown(makeError(name, constant(message)), at);
}

/** Whether a session has the methods of express-session; those of cookie-session and the program's own have none. */
function isRegenerated(session: Datum): boolean {
  return session.kind !== 'object' || session.fields.has('regenerate');
}

/** Since 0.6 passport makes a new session at each login; before, it only wrote into the one that was there. */
function isManaged(call: Pick<PackageCall, 'version'>): boolean {
  return minorOf(call) >= 6;
}

/** The version of passport, which is 0.7 where it is not known. */
function minorOf({ version }: Pick<PackageCall, 'version'>): number {
  return Number(/^\D*0\.(\d+)/.exec(version ?? '')?.[1] ?? 7);
}

function isFalse(datum: Datum | undefined): boolean {
  return datum === undefined || (datum.kind === 'constant' && !datum.value);
}

/**
 * `passport.session()` without sessions in front of it is an error; passport 0.4 lets the request on
 * (lib/strategies/session.js).
 */
function actSession(call: PackageCall, exchange: Exchange): Ending {
  prepare(call, exchange);
  if (!exchange.slots.has('session')) return minorOf(call) < 5 ? NEXT : fail('Error', null, call.at);
  setPassportUser(exchange, call);
  return NEXT;
}

function readAuthenticate(call: PackageCall): Behaviour | null {
  const [names, second, third] = call.args;
  const isCallback = (datum: Datum | undefined) =>
    datum?.kind === 'function' || (datum?.kind === 'outside' && datum.value.kind === 'function');
  const options = isCallback(second) ? undefined : second;
  const callback = isCallback(second) ? second : isCallback(third) ? third : undefined;
  const wanted = severalOf(names ?? null)?.map((name) => textOf(name)) ?? [null];
  const act = (exchange: Exchange) => actAuthenticate(call, exchange, wanted, options, callback);
  return packaged(call, 'guard', act, demandsOf(call, wanted));
}

function demandsOf(call: PackageCall, wanted: readonly (string | null)[]): Requirement {
  const { all } = strategiesOf(call.around);
  const checks = wanted.map((name): Requirement => {
    const strategy = all.findLast((one) => one.name === name);
    return check(
      call,
      strategy === undefined ? { kind: 'custom', what: name ?? 'passport' } : strategyScheme(strategy),
    );
  });
  const [only] = checks;
  return checks.length === 1 && only !== undefined ? only : { kind: 'any', of: checks };
}

/** lib/middleware/authenticate.js: the strategies in order, until one succeeds. */
function actAuthenticate(
  call: PackageCall,
  exchange: Exchange,
  wanted: readonly (string | null)[],
  options: Datum | undefined,
  callback: Datum | undefined,
): Ending {
  prepare(call, exchange);
  const { all, isWhole } = strategiesOf(call.around);
  const [names] = call.args;
  const failures: Failure[] = [];
  for (const name of wanted) {
    if (name === null) return lost('which strategy is asked is not known', call.at);
    if (name === 'session') return actSession(call, exchange);
    if (name === 'anonymous') return NEXT;
    const strategy: Strategy | undefined = all.findLast((one) => one.name === name);
    if (strategy === undefined) {
      return isWhole ? fail('Error', null, call.at) : lost(`the strategy "${name}" is not found`, call.at);
    }
    const result = attempt(strategy, exchange, call.around);
    if (result.kind === 'end') {
      return callback !== undefined && result.ending.kind === 'error' && result.ending.thrown !== null
        ? callBack(call, exchange, callback, [result.ending.thrown])
        : result.ending;
    }
    if (result.kind === 'pass') return NEXT;
    if (result.kind === 'success') {
      return callback === undefined
        ? succeed(call, exchange, options, result.user)
        : callBack(call, exchange, callback, [NULL, result.user, result.info]);
    }
    failures.push(result);
  }
  return callback === undefined
    ? refuseAll(call, exchange, options, failures)
    : callBack(call, exchange, callback, failed(names, failures));
}

/** What a callback gets of failures: a list of all of them where several strategies are asked (passport 0.4 to 0.7). */
function failed(names: Datum | undefined, failures: readonly Failure[]): readonly Datum[] {
  const infos = failures.map(({ info }) => info);
  const statuses = failures.map(({ status }) => constant(status ?? undefined));
  return names?.kind === 'list'
    ? [NULL, constant(false), list(infos), list(statuses)]
    : [NULL, constant(false), infos[0] ?? UNDEFINED, statuses[0] ?? UNDEFINED];
}

function refuseAll(
  call: PackageCall,
  exchange: Exchange,
  options: Datum | undefined,
  failures: readonly Failure[],
): Ending {
  const redirect = textOption(options, 'failureRedirect');
  const withError = flagOf(options, 'failWithError', false);
  if (redirect === null || withError === null)
    return lost('the options of authenticate() are not known', call.at);
  if (redirect !== undefined) {
    exchange.status = 302;
    exchange.setHeader('Location', [redirect]);
    return { kind: 'respond', at: call.at, continues: null };
  }
  const status = failures.find((one) => one.status !== null)?.status ?? 401;
  const challenges = failures.flatMap(({ challenge }) => (challenge === null ? [] : [challenge]));
  exchange.status = status;
  if (status === 401 && challenges.length > 0) exchange.setHeader('WWW-Authenticate', challenges);
  return withError
    ? failByStatus('AuthenticationError', status, call.at)
    : { kind: 'respond', at: call.at, continues: null };
}

/** A login is kept in the session unless `session: false`; without sessions that is an error. */
function succeed(call: PackageCall, exchange: Exchange, options: Datum | undefined, user: Datum): Ending {
  const keeps = flagOf(options, 'session', true);
  const property = textOption(options, 'assignProperty');
  const redirect = textOption(options, 'successRedirect') ?? textOption(options, 'successReturnToOrRedirect');
  if (keeps === null || property === null || redirect === null)
    return lost('the options of authenticate() are not known', call.at);
  if (property !== undefined || call.path.at(-1) === 'authorize') {
    exchange.slots.set(property ?? 'account', user);
    return NEXT;
  }
  if (keeps && !keepsLogin(call, exchange)) return fail('Error', null, call.at);
  exchange.slots.set('user', user);
  if (redirect === undefined) return NEXT;
  exchange.status = 302;
  exchange.setHeader('Location', [redirect]);
  return { kind: 'respond', at: call.at, continues: null };
}

/**
 * Whether a login can be kept: passport 0.6 wants a session (lib/sessionmanager.js), those before it make an object of
 * their own where there is none, and fail only for want of `serializeUser` (run on 0.4.1 and 0.5.3).
 */
function keepsLogin(call: PackageCall, exchange: Exchange): boolean {
  const session = exchange.slots.get('session') ?? UNDEFINED;
  if (isManaged(call)) return !isFalse(session) && isRegenerated(session);
  if (!isFalse(session)) return true;
  return call.around.calls.some(
    ({ callee }) =>
      callee.kind === 'package' && callee.name === 'passport' && callee.path.at(-1) === 'serializeUser',
  );
}

/** A callback of the program decides: `callback(error, user, info, status)`. It sees the handler around it by its scope. */
function callBack(call: PackageCall, exchange: Exchange, callback: Datum, given: readonly Datum[]): Ending {
  if (callback.kind === 'function') {
    // The handler that it is written in runs on: what it signals is that handler's ending.
    callback.call(given, UNDEFINED, call.at);
    return { kind: 'hang', reason: 'the callback of authenticate() ends the request by itself', at: call.at };
  }
  return runHandler(
    exchange,
    call.around.evaluator,
    (machine) => callDatum(machine, callback, given, UNDEFINED, call.at),
    call.at,
  );
}
