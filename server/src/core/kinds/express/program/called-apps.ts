// Apps that no app mounts and that handlers of another app hold: these call them, such as one for each host.
import { walk } from '../../../syntax/js/walk';
import type { Value } from '../values';
import { type DraftRouter, type DraftStack, routerOf } from './draft';
import { partsOf } from './either';

/** So many values are looked into for one app. */
const MAX_VALUES = 2000;

/** Of apps that no app mounts, those that the handlers of another one reach, which they do not reach themselves. */
export function calledApps(stack: DraftStack, apps: readonly DraftRouter[]): ReadonlySet<DraftRouter> {
  if (apps.length < 2) return new Set();
  const reached = new Map(apps.map((app) => [app, reachedFrom(stack, app)]));
  const isReached = (app: DraftRouter) =>
    apps.some((other) => other !== app && reached.get(other)?.has(app) && !reached.get(app)?.has(other));
  return new Set(apps.filter(isReached));
}

/** The apps and routers that a router mounts, and those that its handlers see. */
function reachedFrom(stack: DraftStack, start: DraftRouter): ReadonlySet<DraftRouter> {
  const found = new Set<DraftRouter>();
  const values = new Set<Value>(handlersOf(start));
  for (const value of values) {
    if (values.size > MAX_VALUES) break;
    const router = routerOf(stack, value);
    const isNew = router !== null && router !== start && !found.has(router);
    if (isNew) found.add(router);
    for (const part of isNew ? handlersOf(router) : heldBy(value)) values.add(part);
  }
  return found;
}

function handlersOf({ layers, params }: DraftRouter): readonly Value[] {
  const callbacks = params.map(({ callback }) => callback.value);
  return layers.reduce<Value[]>((all, layer) => {
    if (layer.kind === 'use') all.push(...layer.handlers.map(({ value }) => value));
    if (layer.kind === 'route') all.push(...layer.handlers.map(({ handler }) => handler.value));
    return all;
  }, callbacks);
}

/** The values that a value holds, sees or is made of. */
function heldBy(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'array':
      return value.elements;
    case 'object':
      return value.entries.values();
    case 'instance':
      return value.fields.values();
    case 'function':
      return seenIn(value);
    default:
      return partsOf(value);
  }
}

/** What the names in a function stand for, and what it is bound to. */
function seenIn({ node, scope, self, bound }: Extract<Value, { kind: 'function' }>): readonly Value[] {
  const seen = [...bound, ...(self === null ? [] : [self])];
  for (const statement of node.body) {
    walk(statement, (one) => {
      const value = one.kind === 'identifier' ? scope.lookup(one.name) : null;
      if (value !== null) seen.push(value);
      return true;
    });
  }
  return seen;
}
