// express/async-auth-unhandled-rejection: an async guard fails on Express 4, which never looks at its promise.
import type { Report, Witness } from '../../findings/finding';
import { REJECTED } from '../../kinds/express/behaviour/written';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { FunctionValue } from '../../kinds/express/values';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isGuard, type PlacedHandler } from '../express-rule';
import { endsOf, type Trial, trialsOf } from '../express-shared/ends';
import { reachedFunctions } from '../express-shared/reached';
import { awaitsUncaught, tryAround } from '../express-shared/rejections';
import { routesWhere } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/async-auth-unhandled-rejection',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'An async guard rejects on Express 4, which waits for no promise: the request hangs instead of a 401.',
  *check(context) {
    if (context.versions.some((version) => version !== 4)) return;
    const seen = new Set<FunctionValue['node']>();
    for (const trial of routesThatHang(context).flatMap((route) => trialsOf(context, route))) {
      const placed = rejectingGuard(context, trial);
      const written = placed === null ? null : asyncOf(context, placed);
      if (placed === null || written === null || seen.has(written.node)) continue;
      seen.add(written.node);
      yield proved(context, placed, written, trial);
    }
    for (const placed of context.handlers) {
      const written = writtenOf(placed);
      if (written === null || seen.has(written.node) || !mayReject(placed, written)) continue;
      seen.add(written.node);
      yield asked(context, placed, written);
    }
  },
});

function writtenOf({ handler }: PlacedHandler): FunctionValue | null {
  const { source } = handler.behaviour;
  return source.kind === 'written' ? source.function : null;
}

/** The async function of a handler: itself, or the one that it calls without waiting for it. */
function asyncOf(context: ExpressContext, { handler }: PlacedHandler): FunctionValue | null {
  const all = reachedFunctions(context, handler.behaviour);
  return all.find(({ node }) => node.isAsync && awaitsUncaught(node)) ?? all[0] ?? null;
}

const routesThatHang = routesWhere((asked) =>
  asked.trials.some(({ kind, request }) => {
    if (kind === 'right') return false;
    const { outcome } = asked.decide(request);
    return outcome.kind !== 'unknown' && outcome.status === 0;
  }),
);

/** The handler whose promise is rejected for a request without good credentials, and for no other. */
function rejectingGuard(context: ExpressContext, trial: Trial): PlacedHandler | null {
  if (trial.kind === 'right') return null;
  const at = rejectionOf(context, trial);
  if (at === null) return null;
  const others = trialsOf(context, trial.route).filter(
    ({ kind, request }) => kind === 'right' && request.bodyLength === trial.request.bodyLength,
  );
  const isForAll = others.some((other) => rejectionOf(context, other) !== null);
  if (isForAll || others.length === 0) return null;
  return context.handlers.find((placed) => isAt(placed, at)) ?? null;
}

/** Where the promise is rejected on every way of a request. */
function rejectionOf(context: ExpressContext, { request }: Trial): Place | null {
  const ends = endsOf(context, request).map(({ end }) => end);
  const [first] = ends;
  if (first?.kind !== 'hang' || first.at === null) return null;
  const { at } = first;
  const isOne = ends.every(
    (end) => end.kind === 'hang' && end.reason === REJECTED && end.at !== null && samePlace(end.at, at),
  );
  return isOne ? at : null;
}

function isAt({ handler }: PlacedHandler, at: Place): boolean {
  return samePlace(handler.at, at) || (handler.body !== null && samePlace(handler.body, at));
}

/** A guard that waits, outside of every `try`, for what nobody knows. */
function mayReject({ handler, router }: PlacedHandler, { node }: FunctionValue): boolean {
  const isAwaited =
    router.settings.awaits !== 'nothing' || (handler.kind === 'function' && handler.isAwaited === true);
  return node.isAsync && !isAwaited && awaitsUncaught(node) && isGuard(handler);
}

function proved(
  context: ExpressContext,
  placed: PlacedHandler,
  written: FunctionValue,
  trial: Trial,
): Report {
  const name = describeHandler(placed.handler);
  const who =
    writtenOf(placed)?.node === written.node
      ? `${name} is async and`
      : `An async function that ${name} calls`;
  const what = trial.kind === 'bare' ? 'without credentials' : 'with wrong credentials';
  const witness: Witness = { request: trial.request, expect: { status: 0 } };
  return {
    ...reportAt(context, placed, written),
    message: `${who} rejects for a request to ${trial.route.path} ${what}; Express 4 waits for no promise, so the request hangs instead of a 401: catch the error and give it to next().`,
    witness,
  };
}

function asked(context: ExpressContext, placed: PlacedHandler, written: FunctionValue): Report {
  const name = describeHandler(placed.handler);
  return {
    ...reportAt(context, placed, written),
    message: `Should ${name} catch what it waits for? Express 4 waits for no promise: if one is rejected, the request hangs.`,
    certainty: 'hint',
    severity: 'info',
  };
}

function reportAt(context: ExpressContext, { handler }: PlacedHandler, written: FunctionValue) {
  const { file, span } = written.at;
  const isKeyword = context.change.textOf(written.at).startsWith('async');
  const at = isKeyword ? { file, span: { start: span.start, end: span.start + 'async'.length } } : handler.at;
  return { at, fixes: fixOf('Give errors to next()', 'review', tryAround(context, written)) };
}
