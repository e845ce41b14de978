// express/middleware-factory-not-called: a function that makes a handler stands in the place of one, so requests hang.
import type { Report } from '../../findings/finding';
import { samplePath } from '../../kinds/express/sample-path';
import { type Request, requestTo } from '../../model/request';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, handlersWhere, type PlacedHandler } from '../express-rule';
import { trialsOf } from '../express-shared/ends';
import { makesHandlers, mayMakeHandlers } from '../express-shared/factories';
import { nodeAt } from '../express-shared/literals';
import { prefixesOf } from '../express-shared/mounts';

export const rule = expressRule({
  id: 'express/middleware-factory-not-called',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'A function that makes a handler is not called, so requests get no answer at all.',
  *check(context) {
    const reported: Place[] = [];
    for (const placed of perhapsFactories(context)) {
      const { handler } = placed;
      if (reported.some((at) => samePlace(at, handler.at)) || !isFactory(context, placed)) continue;
      const request = hangingRequest(context, placed);
      if (request === null) continue;
      reported.push(handler.at);
      yield report(context, placed, request);
    }
  },
});

/** Functions that are not shaped like handlers, and those of packages. */
const perhapsFactories = handlersWhere(({ handler: { behaviour, arity } }) => {
  const { source } = behaviour;
  if (source.kind !== 'written') return source.kind === 'packaged';
  return arity !== 4 && mayMakeHandlers(source.function.node);
});

/** Whether a handler is a function that makes one: of the program, or a package's that is named and not called. */
function isFactory(context: ExpressContext, { handler }: PlacedHandler): boolean {
  const { source } = handler.behaviour;
  if (source.kind === 'written') return makesHandlers(context, source.function);
  if (source.kind !== 'packaged' || handler.behaviour.demands().kind !== 'closed') return false;
  const node = nodeAt(context, handler.at);
  return node?.kind === 'identifier' || node?.kind === 'member';
}

/** A request that waits for ever at a handler. */
function hangingRequest(context: ExpressContext, placed: PlacedHandler): Request | null {
  const { behaviour, at } = placed.handler;
  return (
    requestsTo(context, placed).find((request) => {
      const { outcome } = context.decide(request);
      if (outcome.kind !== 'responded' || outcome.status !== 0 || outcome.at === null) return false;
      return samePlace(outcome.at, behaviour.at ?? at) || samePlace(outcome.at, at);
    }) ?? null
  );
}

/** Requests that get to a handler: those of routes behind it, else one for its path. */
function requestsTo(context: ExpressContext, { handler, layer, router }: PlacedHandler): readonly Request[] {
  const behind = context.routes.filter((route) =>
    context.frontOf(route).met.some((met) => met.handler === handler),
  );
  const [pattern] = layer.paths ?? [];
  const path = pattern === undefined ? '' : samplePath(pattern, layer.kind === 'use');
  const own =
    path === null
      ? []
      : prefixesOf(context, router).flatMap(
          ({ sample }) => requestTo('GET', `${sample}${path}` || '/') ?? [],
        );
  return [...behind.flatMap((route) => trialsOf(context, route).map(({ request }) => request)), ...own];
}

function report(context: ExpressContext, { handler }: PlacedHandler, request: Request): Report {
  const { source } = handler.behaviour;
  const name = context.change.textOf(handler.at);
  const isShort = /^[\w.$]+$/.test(name);
  const what = isShort ? name : 'This function';
  const takesNothing =
    source.kind !== 'written' ||
    source.function.node.params.every(({ target, isRest }) => isRest || target.kind === 'default');
  return {
    at: handler.at,
    message: `${what} makes a handler and is not called, so ${request.method} ${request.target} is never answered: ${isShort ? `put ${name}(${takesNothing ? '' : '…'}) there` : 'call it'}.`,
    ...(handler.body === null ? {} : { related: [{ ...handler.body, message: 'It returns the handler.' }] }),
    witness: { request, expect: { status: 0 } },
    fixes:
      isShort && takesNothing
        ? fixOf(`Call ${name}`, 'review', context.change.replace(handler.at, `${name}()`))
        : [],
  };
}
