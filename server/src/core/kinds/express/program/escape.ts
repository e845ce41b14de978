// What leaves the program's sight: apps and callbacks that are given to functions which are not read.
import type { FunctionValue, UnknownValue, Value } from '../values';
import { type CallSite, callFunction } from './call';
import { addLayer, presenceWith, routerOf } from './draft';
import { environmentOf } from './environment';
import { followedBefore } from './followed';
import { changesIn } from './hoist';
import { startJob } from './jobs';
import { inUnknownLoop, widen } from './loops';
import type { Run } from './run';
import { touchesStack } from './touches';

/** Node's modules, and packages that take an app to serve, test or print it, and add nothing to it. */
const HARMLESS = new Set(
  (
    'http https http2 net util assert events process console url cluster node:test tls spdy ' +
    'socket.io ws supertest superagent chai-http light-my-request serverless-http aws-serverless-express ' +
    '@vendia/serverless-express @codegenie/serverless-express http-terminator http-shutdown server-destroy ' +
    'express-list-endpoints express-list-routes @godaddy/terminus stoppable http-graceful-shutdown ' +
    'firebase-functions debug morgan tslib lodash lodash-es underscore ramda async bluebird util-extend extend deepmerge ' +
    'object-assign merge-descriptors winston pino bunyan log4js on-finished portfinder detect-port killable @cypress/code-coverage ' +
    // Of what these add, nothing ends a request: error handlers that hand errors on, views, routes for WebSockets.
    '@sentry/node @sentry/tracing nunjucks express-ws vhost'
  ).split(' '),
);

/** Whether a package does nothing to an app that it is given. */
export function isHarmless(name: string): boolean {
  return HARMLESS.has(name);
}

/** The package that something comes from; `null` for what is none. */
export function packageOf(value: Value): string | null {
  switch (value.kind) {
    case 'package':
      return value.name;
    case 'call':
      return packageOf(value.callee);
    case 'member':
      return packageOf(value.of);
    case 'operation':
      return value.operator === 'await' && value.of[0] !== undefined ? packageOf(value.of[0]) : null;
    default:
      return null;
  }
}

/**
 * Whether what a call is given is called when the server listens, before it takes a request: `listen(…, callback)` and
 * `on('listening', callback)` (Node, `net.Server`).
 */
function isListening(call: Value): boolean {
  if (call.kind !== 'call' || call.callee.kind !== 'member') return false;
  const { name } = call.callee;
  const [event] = call.args;
  const method = name.kind === 'string' ? name.value : '';
  const isHeard = event?.kind === 'string' && event.value === 'listening';
  return method === 'listen' || (isHeard && /^(?:on|once|addListener)$/.test(method));
}

/**
 * An app that is given to what is not read may get layers there: a gap. A callback that adds layers or makes an app runs
 * later, or as often as a loop does.
 */
export function letGo(run: Run, callee: Value, site: CallSite): void {
  if (run.isFrozen) return;
  const from = packageOf(callee);
  const isHarmless =
    from === null ? callee.kind === 'call' && callee.callee.kind === 'global' : HARMLESS.has(from);
  for (const { value } of site.given) {
    if (!isHarmless) {
      const name = from === null ? 'a function that cannot be followed' : `the package ${from}`;
      for (const router of routersIn(run, value, 0)) addGap(run, router, `${name} is given the app`, site);
    }
    for (const callback of functionsIn(value, 0)) {
      const changed = changesIn(callback.node.body);
      const scope = environmentOf(callback.scope);
      const isStart = isListening(callee) && changed.assigned.size + changed.filled.size > 0;
      if (!isStart && !touchesStack(run, callback)) {
        if (isIteration(callee)) widen(run, changed, scope);
        continue;
      }
      const args = callback.node.params.map((param, i): Value => {
        const at = { file: callback.scope.file, span: param.span };
        return { kind: 'parameter', role: 'value', name: `argument ${i + 1}`, at };
      });
      const start = () => callFunction(run, callback, args, site.at);
      if (isIteration(callee)) inUnknownLoop(run, site.at, changed, scope, start);
      else startJob(run, start);
    }
  }
}

/** A call of a function that is not followed: the apps that it is given get a gap, those that it names make one. */
export function letGoUnseen(
  run: Run,
  called: FunctionValue,
  args: readonly Value[],
  reason: UnknownValue,
): void {
  if (run.isFrozen) return;
  for (const arg of args)
    for (const router of routersIn(run, arg, 0)) addGap(run, router, reason.reason, reason);
  if (touchesStack(run, called)) run.gaps.push(reason);
}

const ITERATIONS = new Set([
  'forEach',
  'map',
  'filter',
  'reduce',
  'some',
  'every',
  'each',
  'eachOf',
  'flatMap',
]);

/** Whether a call goes through a list that is not known. */
export function isIteration(callee: Value): boolean {
  if (callee.kind !== 'call') return false;
  const called = callee.callee;
  if (called.kind === 'package') return ITERATIONS.has(called.path.at(-1) ?? '');
  return called.kind === 'member' && called.name.kind === 'string' && ITERATIONS.has(called.name.value);
}

/** The apps and routers in a value, at most two objects deep. */
export function routersIn(run: Run, value: Value, depth: number): readonly Value[] {
  const made = value.kind === 'call' ? (followedBefore(run, value) ?? value) : value;
  if (routerOf(run.stack, made) !== null) return [made];
  return depth > 2 ? [] : partsOf(value).flatMap((part) => routersIn(run, part, depth + 1));
}

/** The functions in a value, at most one object deep. */
export function functionsIn(value: Value, depth: number): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  return depth > 1 ? [] : partsOf(value).flatMap((part) => functionsIn(part, depth + 1));
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'array':
      return value.elements.slice(0, 50);
    case 'object':
      return [...value.entries.values()].slice(0, 50);
    case 'instance':
      return [...value.fields.values()].slice(0, 50);
    case 'either':
      return value.of;
    default:
      return [];
  }
}

/** Marks that layers may have been added to a router here, that nobody can see. */
export function addGap(run: Run, value: Value, reason: string, { at }: Pick<CallSite, 'at'>): void {
  const router = routerOf(run.stack, value);
  if (router === null || run.isFrozen) return;
  router.gaps.push({ reason, at });
  addLayer(router, { kind: 'gap', reason, at, paths: null, presence: presenceWith(router, run.presence) });
}
