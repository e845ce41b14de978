// What leaves the program's sight: apps and callbacks that are given to functions which are not read.
import type { FunctionNode } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { FunctionValue, UnknownValue, Value } from '../values';
import { type CallSite, callFunction } from './call';
import { addLayer, presenceWith, routerOf } from './draft';
import { inLoop } from './execute';
import { startJob } from './jobs';
import type { Run } from './run';

/** Node's modules, and packages that take an app to serve, test or print it, and add nothing to it. */
const HARMLESS = new Set(
  (
    'http https http2 net util assert events process console url cluster node:test tls spdy ' +
    'socket.io ws supertest superagent chai-http light-my-request serverless-http aws-serverless-express ' +
    '@vendia/serverless-express @codegenie/serverless-express http-terminator http-shutdown server-destroy ' +
    'express-list-endpoints express-list-routes @godaddy/terminus stoppable http-graceful-shutdown ' +
    'firebase-functions debug morgan tslib'
  ).split(' '),
);

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
 * An app that is given to what is not read may get layers there: a gap. A callback that adds layers runs later, or as
 * often as a loop does.
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
      if (!touchesStack(run, callback, new Set(), 0)) continue;
      const args = callback.node.params.map((param, i): Value => {
        const at = { file: callback.scope.file, span: param.span };
        return { kind: 'parameter', role: 'value', name: `argument ${i + 1}`, at };
      });
      const start = () => callFunction(run, callback, args, site.at);
      if (isIteration(callee)) inLoop(run, 'a loop over what is not known', start);
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
  if (touchesStack(run, called, new Set(), 0)) run.gaps.push(reason);
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

function isIteration(callee: Value): boolean {
  if (callee.kind !== 'call' || callee.callee.kind !== 'member') return false;
  const { name } = callee.callee;
  return name.kind === 'string' && ITERATIONS.has(name.value);
}

/** The apps and routers in a value, at most two objects deep. */
function routersIn(run: Run, value: Value, depth: number): readonly Value[] {
  if (routerOf(run.stack, value) !== null) return [value];
  return depth > 2 ? [] : partsOf(value).flatMap((part) => routersIn(run, part, depth + 1));
}

function functionsIn(value: Value, depth: number): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  return depth > 1 ? [] : partsOf(value).flatMap((part) => functionsIn(part, depth + 1));
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'array':
      return value.elements.slice(0, 50);
    case 'object':
      return [...value.entries.values()].slice(0, 50);
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

/** Functions that a callback calls are looked into at most so deep. */
const MAX_DEPTH = 4;

/** Whether a function, or one that it mentions, mentions an app or a router. */
function touchesStack(run: Run, callback: FunctionValue, seen: Set<FunctionNode>, depth: number): boolean {
  if (seen.has(callback.node) || depth > MAX_DEPTH) return false;
  seen.add(callback.node);
  const { names, usesThis } = mentions(callback.node);
  const values = names.map((name) => callback.scope.lookup(name)).filter((value) => value !== null);
  const self = callback.self ?? callback.scope.self;
  if (usesThis && self?.kind === 'instance') values.push(...self.fields.values());
  return values.some(
    (value) =>
      routersIn(run, value, 1).length > 0 ||
      (value.kind === 'function' && touchesStack(run, value, seen, depth + 1)),
  );
}

const mentioned = new WeakMap<
  FunctionNode,
  { readonly names: readonly string[]; readonly usesThis: boolean }
>();

function mentions(node: FunctionNode): { readonly names: readonly string[]; readonly usesThis: boolean } {
  const known = mentioned.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let usesThis = false;
  walk(node, (one) => {
    if (one.kind === 'identifier') names.add(one.name);
    else if (one.kind === 'this') usesThis = true;
  });
  const found = { names: [...names], usesThis };
  mentioned.set(node, found);
  return found;
}
