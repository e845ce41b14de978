// The functions that a handler may call: its own, what a wrapper was given, and those that it names.
import type { Behaviour } from '../../kinds/express/behaviour/behaviour';
import type { FunctionValue, Value } from '../../kinds/express/values';
import type { FunctionNode } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/** So many functions of one handler are looked at. */
const MAX_FUNCTIONS = 60;

const known = new WeakMap<FunctionValue, readonly FunctionValue[]>();

/** The functions of a handler that is written in the program, its own first; none of a package's. */
export function reachedFunctions(context: ExpressContext, { source }: Behaviour): readonly FunctionValue[] {
  if (source.kind !== 'written') return [];
  const before = known.get(source.function);
  if (before !== undefined) return before;
  const found: FunctionValue[] = [source.function];
  const seen = new Set<FunctionNode>([source.function.node]);
  for (const one of found) {
    for (const next of namedIn(context, one)) {
      if (seen.has(next.node) || found.length >= MAX_FUNCTIONS) continue;
      seen.add(next.node);
      found.push(next);
    }
  }
  known.set(source.function, found);
  return found;
}

/** The same by where the handler is written. */
export function reachedFrom(context: ExpressContext, at: Place): readonly FunctionValue[] {
  return context.handlers.flatMap(({ handler: { behaviour } }) => {
    const { source } = behaviour;
    const isHere = source.kind === 'written' && samePlace(source.function.at, at);
    return isHere ? reachedFunctions(context, behaviour) : [];
  });
}

/** The functions of the program that a function names: `check(req)`, `tokens.verify(token)`, what its wrapper was given. */
function namedIn(context: ExpressContext, { node, scope }: FunctionValue): readonly FunctionValue[] {
  const found: FunctionValue[] = [];
  const add = (value: Value | null) => {
    if (value?.kind === 'function') found.push(value);
    if (value?.kind === 'array') value.elements.forEach(add);
  };
  walk(node, (one) => {
    if (one.kind === 'identifier') add(scope.lookup(one.name));
    // A table of functions, of which the request chooses one.
    else if (one.kind === 'index' && one.object.kind === 'identifier') {
      const table = scope.lookup(one.object.name);
      if (table?.kind === 'object') table.entries.forEach(add);
    } else if (one.kind === 'call' && one.callee.kind === 'member') add(context.evaluate(one.callee, scope));
    return undefined;
  });
  return found;
}
