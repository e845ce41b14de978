// express/route-all-order: a guard in all() of a route comes after the method that it should guard.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import type { Expression } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isGuard, type PlacedHandler } from '../express-rule';

export const rule = expressRule({
  id: 'express/route-all-order',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A guard in all() of a route comes after the handler of a method, which answers without it.',
  *check(context) {
    const reported: Place[] = [];
    for (const route of context.routes) {
      const found = lateGuard(route);
      if (found === null || reported.some((at) => samePlace(at, found.guard.at))) continue;
      const report = reportOf(context, route, found);
      if (report === null) continue;
      reported.push(found.guard.at);
      yield report;
    }
  },
});

type FunctionHandler = PlacedHandler['handler'];
type Late = {
  readonly guard: FunctionHandler;
  readonly earlier: FunctionHandler;
  readonly method: string;
  /** Whether methods follow that it guards: what comes before may then be open on purpose. */
  readonly guardsOthers: boolean;
};

/** A guard for all methods behind the handler of one. */
function lateGuard({ layer: { handlers } }: RouteEntry): Late | null {
  const at = handlers.findIndex(
    ({ method, handler }) => method === null && handler.kind === 'function' && isGuard(handler),
  );
  const guard = handlers[at]?.handler;
  if (guard?.kind !== 'function') return null;
  for (const { method, handler } of handlers.slice(0, at)) {
    if (method === null || handler.kind !== 'function') continue;
    const guardsOthers = handlers.slice(at + 1).some((one) => one.method !== null);
    return { guard, earlier: handler, method, guardsOthers };
  }
  return null;
}

function reportOf(
  context: ExpressContext,
  route: RouteEntry,
  { guard, earlier, method, guardsOthers }: Late,
): Report | null {
  const bare = context.bareRequest(route);
  if (bare === null || context.settings.isPublic(bare.target)) return null;
  const request = { ...bare, method };
  const { outcome } = context.decide(request);
  if (outcome.kind !== 'passed') return null;
  const name = guard.name ?? 'The guard';
  return {
    at: guard.at,
    ...(guardsOthers ? { certainty: 'hint' as const } : {}),
    message: guardsOthers
      ? `Is ${method} ${route.path} meant for everybody? ${name} in all() comes after its handler.`
      : `${name} in all() comes after the handler of ${method} ${route.path}, which answers without it: put all() first.`,
    related: [{ ...earlier.at, message: `This answers ${method} before the guard is asked.` }],
    witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
    fixes: fixOf('Put all() first', 'review', allFirst(context, guard.at)),
  };
}

/** `route(path).get(h).all(guard)` as `route(path).all(guard).get(h)`; `null` where it is no such chain. */
function allFirst({ change, layer }: ExpressContext, at: Place) {
  const { file } = at;
  const all = chainCall(layer.program.sources.tree(file)?.statements ?? [], at);
  if (all?.kind !== 'call' || all.callee.kind !== 'member' || all.callee.name !== 'all') return null;
  let first: Expression = all.callee.object;
  while (first.kind === 'call' && first.callee.kind === 'member' && first.callee.name !== 'route') {
    first = first.callee.object;
  }
  if (first.kind !== 'call') return null;
  const moved = { file, span: { start: all.callee.object.span.end, end: all.span.end } };
  const behind = { file, span: { start: first.span.end, end: first.span.end } };
  return [
    { ...behind, newText: change.textOf(moved) },
    { ...moved, newText: '' },
  ];
}

type Node = Parameters<typeof childrenOf>[0];

/** The call that a place is an argument of. */
function chainCall(list: readonly Node[], at: Place): Node | null {
  const node = list.find(({ span }) => span.start <= at.span.start && at.span.end <= span.end);
  if (node === undefined) return null;
  if (node.kind === 'call' && node.args.some((arg) => samePlace({ file: at.file, span: arg.span }, at)))
    return node;
  return chainCall(childrenOf(node), at);
}
