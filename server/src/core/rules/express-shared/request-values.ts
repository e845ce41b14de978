// Which values of a program are Express's request, its headers, or one of them.
import { type Everything, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import { stringOf, type Value } from '../../kinds/express/values';
import type { FunctionNode, Pattern } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { givenTo } from './callers';
import { isInStack } from './handler-names';
import { isCalledRequest, isCalledResponse } from './usual-names';

type ParameterValue = Extract<Value, { kind: 'parameter' }>;

/** A parameter with the function that declares it. */
type Declared = { readonly node: FunctionNode; readonly index: number };

const REQUEST_TYPE = /(?:^|\.)(?:Auth\w*|Authenticated)?Request$/;

/** Calls that lead from one function to the next are followed so far. */
const MAX_CALLS = 4;

/** Whether a value is surely the request that Express gives to its handlers. */
export function isRequest(context: ExpressContext, value: Value, depth = 0): boolean {
  if (value.kind !== 'parameter' || depth > MAX_CALLS) return false;
  const of = declarationOf(context, value);
  if (of === null || of.node.params[of.index]?.target.kind === 'objectPattern') return false;
  return isHandlersRequest(context, of) || isGivenRequest(context, value, depth);
}

/** Whether a parameter is given the request by all calls of its function that can be seen, and by one at least. */
function isGivenRequest(context: ExpressContext, value: ParameterValue, depth = 0): boolean {
  const given = givenTo(context, value);
  return given.length > 0 && given.every((one) => isRequest(context, one.value, depth + 1));
}

/** Whether a value is a member of a request, such as its headers, also where a handler takes the request apart. */
export function isPart(context: ExpressContext, value: Value, name: string, depth = 0): boolean {
  if (value.kind === 'member') return stringOf(value.name) === name && isRequest(context, value.of);
  if (value.kind !== 'parameter' || depth > MAX_CALLS) return false;
  const path = pathTo(context, value);
  if (path !== null) return path.length === 1 && path[0] === name;
  const given = givenTo(context, value);
  return given.length > 0 && given.every((one) => isPart(context, one.value, name, depth + 1));
}

/** Whether a value of a module may be such a member: of its own, or only where a caller gives it to the function. */
export function mayBePart(texts: ModuleTexts, value: Value, name: string): 'no' | 'given' | 'own' {
  if (value.kind === 'member') return stringOf(value.name) === name ? 'own' : 'no';
  if (value.kind !== 'parameter') return 'no';
  const of = value.at.file === texts.file ? declarationsIn(texts).get(value.at.span.start) : undefined;
  const target = of?.node.params[of.index]?.target;
  if (target === undefined || target.kind === 'objectPattern') return 'own';
  return target.kind === 'identifier' && isCalledRequest(target.name) ? 'no' : 'given';
}

/** Whether a value is the object of the headers of a request. */
export function isHeaders(context: ExpressContext, value: Value): boolean {
  return isPart(context, value, 'headers');
}

/** The name of the header that a value is, in lower case; `null` where it is none. */
export function headerRead(context: ExpressContext, value: Value): string | null {
  if (value.kind === 'member') {
    const name = stringOf(value.name);
    return name !== null && isHeaders(context, value.of) ? name.toLowerCase() : null;
  }
  if (value.kind === 'parameter') {
    const [first, second] = pathTo(context, value) ?? [];
    return first === 'headers' ? (second?.toLowerCase() ?? null) : null;
  }
  if (value.kind !== 'call' || value.callee.kind !== 'member') return null;
  const method = stringOf(value.callee.name);
  const name = stringOf(value.args[0]);
  const isRead = (method === 'get' || method === 'header') && isRequest(context, value.callee.of);
  return isRead && name !== null ? name.toLowerCase() : null;
}

type ObjectPattern = Extract<Pattern, { kind: 'objectPattern' }>;

/** How a handler takes the request apart where it names it: `({ headers }, res) => …`; `null` for others. */
export function requestTakenApart(context: ExpressContext, node: FunctionNode): ObjectPattern | null {
  const index = node.params.length === 4 ? 1 : 0;
  const target = node.params[index]?.target;
  return target?.kind === 'objectPattern' && isHandlersRequest(context, { node, index }) ? target : null;
}

/** The members of the request that lead to a name that is taken out of it; `null` for other parameters. */
function pathTo(context: ExpressContext, value: ParameterValue): readonly string[] | null {
  const of = declarationOf(context, value);
  const target = of?.node.params[of.index]?.target;
  if (of === null || target?.kind !== 'objectPattern') return null;
  return isHandlersRequest(context, of) || isGivenRequest(context, value) ? pathIn(target, value.name) : null;
}

function pathIn({ of }: ObjectPattern, name: string): readonly string[] | null {
  for (const { key, target } of of) {
    if (key.kind !== 'name') continue;
    const bound = target.kind === 'default' ? target.target : target;
    if (bound.kind === 'identifier' && bound.name === name) return [key.name];
    const inner = bound.kind === 'objectPattern' ? pathIn(bound, name) : null;
    if (inner !== null) return [key.name, ...inner];
  }
  return null;
}

/** Whether a parameter is the request of a function that Express calls, or of one that its package does. */
function isHandlersRequest(context: ExpressContext, { node, index }: Declared): boolean {
  const isError = node.params.length === 4;
  if (index !== (isError ? 1 : 0)) return false;
  if (isInStack(context, node)) return true;
  const own = node.params[index];
  const next = node.params[index + 1]?.target;
  const isNamed = own?.target.kind !== 'identifier' || isCalledRequest(own.target.name);
  const isTyped = own?.type !== null && own !== undefined && REQUEST_TYPE.test(own.type.name);
  const isFollowed = next?.kind === 'identifier' && isCalledResponse(next.name);
  return isNamed && (isTyped || isFollowed || extractors(context).has(node));
}

/** Whether a parameter is the response that Express gives to a function of the stack, whatever it is called. */
export function isHandlersResponse(context: ExpressContext, value: ParameterValue): boolean {
  const of = declarationOf(context, value);
  return of !== null && of.index === (of.node.params.length === 4 ? 2 : 1) && isInStack(context, of.node);
}

function declarationOf({ everything }: ExpressContext, { at }: ParameterValue): Declared | null {
  const texts = everything.module(at.file);
  return texts === null ? null : (declarationsIn(texts).get(at.span.start) ?? null);
}

/** The parameters of a module's functions by where they begin. */
const declarationsIn = perModule((texts): ReadonlyMap<number, Declared> => {
  const all = new Map<number, Declared>();
  texts.each(['function'], ({ node }) => {
    node.params.forEach(({ target }, index) => {
      all.set(target.span.start, { node, index });
    });
  });
  return all;
});

const extracting = new WeakMap<Everything, ReadonlySet<FunctionNode>>();

/** Functions that packages call with the request: `jwtFromRequest` of passport-jwt, `getToken` of express-jwt. */
function extractors(context: ExpressContext): ReadonlySet<FunctionNode> {
  const { everything } = context;
  const before = extracting.get(everything);
  if (before !== undefined) return before;
  const nodes = new Set<FunctionNode>();
  const add = (value: Value | undefined): void => {
    if (value?.kind === 'function') nodes.add(value.node);
    else if (value?.kind === 'array') for (const one of value.elements) add(one);
    else if (value?.kind === 'call') for (const one of value.args) add(one);
  };
  for (const { args } of [...context.callsOf('passport-jwt'), ...context.callsOf('express-jwt')]) {
    const [options] = args;
    if (options?.kind !== 'object') continue;
    add(options.entries.get('jwtFromRequest'));
    add(options.entries.get('getToken'));
  }
  extracting.set(everything, nodes);
  return nodes;
}
