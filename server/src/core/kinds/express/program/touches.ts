// Which functions have to do with apps: they add to one, or make one.
import type { FunctionNode } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { FunctionValue, Value } from '../values';
import { environmentOf } from './environment';
import { routersIn } from './escape';
import { functionValue } from './evaluate';
import type { Run } from './run';

/** Functions that a function calls are looked into at most so deep. */
const MAX_DEPTH = 4;

/** Whether a function, or one that it mentions, mentions an app, a router, or what makes one. */
export function touchesStack(run: Run, called: FunctionValue): boolean {
  return touches(run, called, new Set(), 0);
}

function touches(run: Run, called: FunctionValue, seen: Set<FunctionNode>, depth: number): boolean {
  if (seen.has(called.node) || depth > MAX_DEPTH) return false;
  seen.add(called.node);
  return mentionedBy(called).some(
    (value) =>
      isExpressItself(value) ||
      routersIn(run, value, 1).length > 0 ||
      functionsOf(value).some((one) => touches(run, one, seen, depth + 1)),
  );
}

/** A function itself; the methods of a class, since an object of it may be made. */
function functionsOf(value: Value): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  if (value.kind !== 'class') return [];
  const scope = environmentOf(value.scope);
  return value.node.members.flatMap((one) =>
    one.value?.kind === 'function' ? [functionValue(one.value, scope)] : [],
  );
}

function isExpressItself(value: Value): boolean {
  return value.kind === 'package' && value.name === 'express' && value.path.length === 0;
}

/** The values of the names in a function, of the fields of its object, and of the members that it names of objects. */
function mentionedBy({ node, scope, self }: FunctionValue): readonly Value[] {
  const { names, members, usesThis } = mentions(node);
  const values = names.map((name) => scope.lookup(name)).filter((value) => value !== null);
  const own = self ?? scope.self;
  if (usesThis && own?.kind === 'instance') values.push(...own.fields.values());
  const inner = values.flatMap((value): readonly Value[] => {
    if (value.kind !== 'object') return [];
    return members.flatMap((name) => value.entries.get(name) ?? []);
  });
  return [...values, ...inner];
}

type Mentions = {
  readonly names: readonly string[];
  readonly members: readonly string[];
  readonly usesThis: boolean;
};

const mentioned = new WeakMap<FunctionNode, Mentions>();

function mentions(node: FunctionNode): Mentions {
  const known = mentioned.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const members = new Set<string>();
  let usesThis = false;
  walk(node, (one) => {
    if (one.kind === 'identifier') names.add(one.name);
    else if (one.kind === 'member') members.add(one.name);
    else if (one.kind === 'this') usesThis = true;
  });
  const found = { names: [...names], members: [...members], usesThis };
  mentioned.set(node, found);
  return found;
}
