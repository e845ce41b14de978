// What packages put on the request beside letting it on: messages, logs, files, clocks.
import { NEXT } from '../behaviour';
import { constant, type Datum, list, openThing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { flagOf, optionOf, textOption } from '../options';
import { Thrown } from '../run/machine';
import { native } from '../run/native';
import { makeError } from '../run/things';
import { lost, type PackageCall, type PackageReader, packaged } from './package';

/** `flash()` of connect-flash 0.1: `req.flash(type, message)` keeps messages in the session, which has to be there. */
export const flash: PackageReader = (call) =>
  equipping(call, (exchange) => {
    const own = native('flash', (args, _self, at) => {
      const session = exchange.slots.get('session');
      if (session === undefined || session.kind === 'constant')
        throw new Thrown(makeError('Error', constant('req.flash() requires sessions')), at);
      return args.length > 1 ? constant(1) : list([], true);
    });
    exchange.slots.set('flash', own);
  });

/** `middleware()` of express-paginate 1 puts the page that is asked for onto the request, and what links need. */
export const paginate: PackageReader = (call) =>
  call.path[0] !== 'middleware'
    ? null
    : equipping(call, (exchange) => {
        const page = unknown('which page is asked for is not known', call.at, { truthy: true });
        exchange.locals.set('paginate', page);
        for (const name of ['skip', 'offset']) exchange.slots.set(name, unknown(page.reason, call.at));
      });

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent', 'verbose', 'http', 'log'];

/** A logger, whose methods answer nothing; `child` makes another one. */
function logger({ at }: PackageCall): Datum {
  const made = openThing(
    LEVELS.map((name): [string, Datum] => [name, native(name, () => UNDEFINED)]),
    unknown('what a log has beside is not known', at, { truthy: true }),
  );
  made.fields.set(
    'child',
    native('child', () => made),
  );
  return made;
}

/** `pinoHttp()`: `req.log` and `req.id` (pino-http 10, logger.js). */
export const requestLog: PackageReader = (call) =>
  equipping(call, (exchange) => {
    exchange.slots.set('log', logger(call));
    exchange.slots.set('id', unknown('the number of a request is not known', call.at, { truthy: true }));
  });

/** `timeout()` of connect-timeout 1. */
export const clock: PackageReader = (call) =>
  equipping(call, (exchange) => {
    exchange.slots.set('timedout', constant(false));
    exchange.slots.set(
      'clearTimeout',
      native('clearTimeout', () => UNDEFINED),
    );
  });

/** `rateLimit()`: how much of the limit is left (express-rate-limit 8, `requestPropertyName`). */
export function limitOf({ at }: PackageCall): Datum {
  return unknown('what is left of a limit is not known', at, { truthy: true });
}

function equipping(call: PackageCall, equip: (exchange: Exchange) => void) {
  return packaged(call, 'bystander', (exchange) => {
    equip(exchange);
    return NEXT;
  });
}

/** `monitor()` of express-status-monitor 1.3: a page at `path` (middleware-wrapper.js). */
export const statusPage: PackageReader = (call) =>
  packaged(call, 'bystander', (exchange) => {
    const path = textOption(call.args[0], 'path');
    if (path === null) return lost('the path of a status page is not known', call.at);
    return exchange.path === (path ?? '/status') ? { kind: 'respond', at: call.at, continues: null } : NEXT;
  });

/** `promBundle({ metricsPath })` of express-prom-bundle 6 to 8: the metrics at the whole path of the request (index.js). */
export const metrics: PackageReader = (call) =>
  packaged(call, 'bystander', (exchange) => {
    const [options] = call.args;
    const path = textOption(options, 'metricsPath');
    const isThere = options === undefined ? true : flagOf(options, 'autoregister', true);
    if (path === null || isThere === null || /[^\w/-]/.test(path ?? ''))
      return lost('the path of the metrics is not known', call.at);
    const isAsked = exchange.originalUrl.replace(/\/$/, '') === (path ?? '/metrics').replace(/\/$/, '');
    return isThere && isAsked ? { kind: 'respond', at: call.at, continues: null } : NEXT;
  });

/** `healthcheck()` of express-healthcheck 0.1 answers all that gets to it: 200 where it is given no test. */
export const healthPage: PackageReader = (call) =>
  packaged(call, 'bystander', () => {
    const test = optionOf(call.args[0], 'test');
    return test?.kind === 'constant'
      ? { kind: 'respond', at: call.at, continues: null }
      : lost('whether a check of health fails is not known', call.at);
  });

/** `history()` of connect-history-api-fallback 1 and 2: pages that browsers ask for become another one (index.js). */
export const historyFallback: PackageReader = (call) =>
  packaged(call, 'bystander', (exchange) => {
    const accept = exchange.header('accept') ?? '';
    const isPage = /^(?!application\/json).*(?:text\/html|\*\/\*)/.test(accept);
    if (!/^(?:GET|HEAD)$/.test(exchange.method) || !isPage) return NEXT;
    const [options] = call.args;
    const index = textOption(options, 'index');
    const others = ['rewrites', 'htmlAcceptHeaders', 'disableDotRule'].map((name) => optionOf(options, name));
    if (index === null || others.some((one) => one?.kind !== 'constant' || one.value))
      return lost('what is given in the place of pages is not known', call.at);
    if (!/\.[^/]*$/.test(exchange.path)) exchange.url = index ?? '/index.html';
    return NEXT;
  });

/** Files of a form, of which nothing is known; none where the client sends nothing. */
export function filesOf(exchange: Exchange, { at }: PackageCall): Datum {
  return hasBody(exchange) ? unknown('which files the client sends is not known', at) : UNDEFINED;
}
