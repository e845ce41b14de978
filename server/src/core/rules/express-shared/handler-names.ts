// How the handler around a place calls the request, the response and next.
import type { FunctionNode } from '../../syntax/js/tree';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { isCalledRequest, isCalledResponse } from './usual-names';

/** A function that Express calls, with its names; `next` is `null` where it declares none. */
export type HandlerNames = {
  readonly node: FunctionNode;
  readonly req: string;
  readonly res: string;
  readonly next: string | null;
};

/** The innermost function around a place that is a handler, by its place in the stack or by what it calls its parameters. */
export function handlerAround(context: ExpressContext, within: readonly FunctionNode[]): HandlerNames | null {
  for (const node of [...within].reverse()) {
    const names = namesOf(node);
    if (names !== null && (isInStack(context, node) || hasUsualNames(names))) return names;
  }
  return null;
}

/** Whether a function stands in the stack of the app. */
export function isInStack({ handlers }: ExpressContext, node: FunctionNode): boolean {
  const known = nodes.get(handlers) ?? new Set(handlers.flatMap(nodeOf));
  nodes.set(handlers, known);
  return known.has(node);
}

const nodes = new WeakMap<ExpressContext['handlers'], ReadonlySet<FunctionNode>>();

function nodeOf({ handler: { behaviour } }: PlacedHandler): readonly FunctionNode[] {
  return behaviour.source.kind === 'written' ? [behaviour.source.function.node] : [];
}

function namesOf(node: FunctionNode): HandlerNames | null {
  const names = node.params.map(({ target }) => (target.kind === 'identifier' ? target.name : null));
  const [req, res, next] = names.length === 4 ? names.slice(1) : names;
  if (req === undefined || req === null || res === undefined || res === null) return null;
  return { node, req, res, next: next ?? null };
}

function hasUsualNames({ req, res }: HandlerNames): boolean {
  return isCalledRequest(req) && isCalledResponse(res);
}
