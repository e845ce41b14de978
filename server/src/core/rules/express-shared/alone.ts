// What a function does with a request when nothing else stands in the stack.
import { plainBehaviour } from '../../kinds/express/behaviour/behaviour';
import { decideStack, waysThrough } from '../../kinds/express/dispatch/decide';
import type { ParamCallback, Router, Stack } from '../../kinds/express/stack';
import type { Decision } from '../../model/decision';
import type { LayerRef } from '../../model/layer';
import { type Request, requestTo } from '../../model/request';
import type { ExpressContext, PlacedHandler } from '../express-rule';

type Placed = Pick<PlacedHandler, 'handler'>;

/** Asks a function alone: a request that it lets pass gets 404, since nothing comes behind it. */
export function decideAlone(context: ExpressContext, placed: Placed, request: Request): Decision {
  return decideStack(stackWith(context, placed), refOf(context), request);
}

/** A stack in which a function stands alone. */
function stackWith({ stack }: ExpressContext, { handler }: Placed): Stack {
  const app: Router = {
    ...stack.app,
    layers: [{ kind: 'use', at: handler.at, paths: null, presence: [], handlers: [handler] }],
    params: [],
    gaps: [],
  };
  return { ...stack, app };
}

function refOf({ layer }: ExpressContext): LayerRef {
  return { kind: 'express', entry: layer.entry };
}

/** What a function asks of a request: `header authorization`, `cookie token`, `slot session` … */
export function readsOf(context: ExpressContext, placed: Placed, request: Request): ReadonlySet<string> {
  const version = context.versions.at(-1) ?? 5;
  const { ways } = waysThrough(stackWith(context, placed), refOf(context), request, version);
  return new Set(ways.flatMap(({ result }) => [...result.exchange.reads]));
}

/** Whether a function lets a request pass; `null` where that is not known. */
export function letsPass(context: ExpressContext, placed: Placed, request: Request): boolean | null {
  const { outcome } = decideAlone(context, placed, request);
  if (outcome.kind === 'unknown') return null;
  return outcome.kind === 'responded' && outcome.status === 404 && outcome.at === null;
}

/** Whether a callback of a parameter turns a request away that carries nothing. */
export function refusesParam(context: ExpressContext, callback: ParamCallback): boolean {
  const { at, name } = callback;
  const behaviour = plainBehaviour({ kind: 'named', name: 'next' }, at);
  const handler = { kind: 'function', name: null, at, body: null, arity: 3, behaviour } as const;
  const path = { kind: 'string', text: `/:${name}`, at: null } as const;
  const app: Router = {
    ...context.stack.app,
    layers: [{ kind: 'use', at, paths: [path], presence: [], handlers: [handler] }],
    params: [callback],
    gaps: [],
  };
  const request = requestTo('GET', '/1');
  if (request === null) return false;
  const { outcome } = decideStack({ ...context.stack, app }, refOf(context), request);
  return outcome.kind === 'challenged' || outcome.kind === 'forbidden';
}
