// What a function does with a request when nothing else stands in the stack.
import { plainBehaviour } from '../../kinds/express/behaviour/behaviour';
import { decideStack, waysThrough } from '../../kinds/express/dispatch/decide';
import { itemsOfValue } from '../../kinds/express/program/collections';
import type { ParamCallback, Router, Stack } from '../../kinds/express/stack';
import { stringOf, type Value } from '../../kinds/express/values';
import type { Decision } from '../../model/decision';
import type { LayerRef } from '../../model/layer';
import { type Request, requestTo } from '../../model/request';
import { walk } from '../../syntax/js/walk';
import type { ExpressContext, PlacedHandler } from '../express-rule';

type Placed = Pick<PlacedHandler, 'handler'>;

/** Asks a function alone: a request that it lets pass gets 404, since nothing comes behind it. */
function decideAlone(context: ExpressContext, placed: Placed, request: Request): Decision {
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
  return ['1', ...namesLookedUp(context, callback)].some((value) => {
    const request = requestTo('GET', `/${encodeURIComponent(value)}`);
    if (request === null) return false;
    const { outcome } = decideStack({ ...context.stack, app }, refOf(context), request);
    return outcome.kind === 'challenged' || outcome.kind === 'forbidden';
  });
}

const MAX_NAMES = 3;

/** Some names of what a callback looks up in tables of the program, by which it knows what there is. */
function namesLookedUp({ evaluate }: ExpressContext, { behaviour }: ParamCallback): readonly string[] {
  const { source } = behaviour;
  if (source.kind !== 'written') return [];
  const { node, scope } = source.function;
  const names: string[] = [];
  walk(node, (one) => {
    const isAsked =
      one.kind === 'call' && one.callee.kind === 'member' && /^(?:get|has)$/.test(one.callee.name);
    const table = one.kind === 'index' ? one.object : isAsked && one.kind === 'call' ? one.callee : null;
    if (table === null) return;
    const value = evaluate(table.kind === 'member' && isAsked ? table.object : table, scope);
    names.push(...namesIn(value).slice(0, MAX_NAMES));
  });
  return [...new Set(names)];
}

function namesIn(value: Value): readonly string[] {
  if (value.kind === 'object') return [...value.entries.keys()];
  const items = value.kind === 'call' ? (itemsOfValue(value)?.elements ?? []) : [];
  return items.flatMap((one) => stringOf(one.kind === 'array' ? one.elements[0] : one) ?? []);
}
