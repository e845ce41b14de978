// Calls of methods of what a factory or a constructor was given, such as `tokens.verify(token)` behind `guard({ tokens })`.
import { type Everything, type Met, perModule } from '../../kinds/express/program/everything';
import type { FunctionValue, Value } from '../../kinds/express/values';
import type { Call, FunctionNode } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';
import { reachedFunctions } from './reached';

/** A call of a function of the program, as it stands in another one. */
type InjectedCall = { readonly call: Call; readonly met: Met; readonly called: FunctionValue };

const known = new WeakMap<Everything, Map<FunctionNode, readonly InjectedCall[]>>();

/**
 * The calls of the method that a parameter is of, in the functions that requests come through, with what these close
 * over: what a text calls on its own parameter can only be told there.
 */
export function injectedCalls(
  context: ExpressContext,
  { at }: Extract<Value, { kind: 'parameter' }>,
): readonly InjectedCall[] {
  const texts = context.everything.module(at.file);
  const method = texts === null ? undefined : methodsIn(texts).get(at.span.start);
  if (method === undefined) return [];
  const { node, name } = method;
  const all = known.get(context.everything) ?? new Map<FunctionNode, readonly InjectedCall[]>();
  known.set(context.everything, all);
  const before = all.get(node);
  if (before !== undefined) return before;
  // Who is asked about while this is worked out has no calls yet.
  all.set(node, []);
  const found = callsOf(context, name, node);
  all.set(node, found);
  return found;
}

function callsOf(context: ExpressContext, name: string, node: FunctionNode): readonly InjectedCall[] {
  const found: InjectedCall[] = [];
  const seen = new Set<FunctionNode>();
  for (const { handler } of context.handlers) {
    for (const around of reachedFunctions(context, handler.behaviour)) {
      if (seen.has(around.node) || !namesCalled(around.node).has(name)) continue;
      seen.add(around.node);
      context.everything.visitIn(around, (met) => {
        const { node: call, scope } = met;
        if (call.kind !== 'call' || call.callee.kind !== 'member' || call.callee.name !== name) return;
        const called = context.evaluate(call.callee, scope);
        if (called.kind === 'function' && called.node === node) found.push({ call, met, called });
      });
    }
  }
  return found;
}

type Method = { readonly node: FunctionNode; readonly name: string };

/** The methods of classes and objects, by where their parameters stand. */
const methodsIn = perModule((texts): ReadonlyMap<number, Method> => {
  const found = new Map<number, Method>();
  const add = (name: string, node: FunctionNode) => {
    for (const { target } of node.params)
      found.set((target.kind === 'default' ? target.target : target).span.start, { node, name });
  };
  texts.each(['class', 'object'], ({ node }) => {
    for (const one of node.kind === 'class' ? node.members : node.of) {
      if (one.kind === 'spread' || one.key?.kind !== 'name' || one.value?.kind !== 'function') continue;
      add(one.key.name, one.value);
    }
  });
  return found;
});

const called = new WeakMap<FunctionNode, ReadonlySet<string>>();

/** The names of the methods that a function calls. */
function namesCalled(node: FunctionNode): ReadonlySet<string> {
  const before = called.get(node);
  if (before !== undefined) return before;
  const names = new Set<string>();
  walk(node, (one) => {
    if (one.kind === 'call' && one.callee.kind === 'member') names.add(one.callee.name);
    return true;
  });
  called.set(node, names);
  return names;
}
