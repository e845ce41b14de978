// What a function's text names, and what it does with a name.
import type { Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { childrenOf, some, walk } from '../../syntax/js/walk';

const known = new WeakMap<FunctionNode, ReadonlySet<string>>();

/** Whether a name stands in a function: as a variable, a member, a key, or as a text of its own. */
export function mentions(node: FunctionNode, name: string): boolean {
  return namesIn(node).has(name);
}

/** Whether a function decides something by a variable or a member of this name. */
export function isTested(node: FunctionNode, name: string): boolean {
  return isConditionIn(node, name, () => true);
}

/** The same for what a function does: `name || null` is a value, and decides nothing. */
export function decidesBy(node: FunctionNode, name: string): boolean {
  return isConditionIn(node, name, (one) => one.kind !== 'logical' || hasCall(one.right));
}

function isConditionIn(
  node: FunctionNode,
  name: string,
  counts: (node: Expression | Statement) => boolean,
): boolean {
  return some(node, (one) => conditionsIn(one).some((condition) => names(condition, name) && counts(one)));
}

function hasCall(node: Expression): boolean {
  return some(node, ({ kind }) => kind === 'call');
}

/** What a node decides by. */
function conditionsIn(node: Expression | Statement): readonly Expression[] {
  switch (node.kind) {
    case 'if':
    case 'conditional':
    case 'while':
      return [node.test];
    case 'switch':
      return [node.subject];
    case 'logical':
      return [node.left];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return node.operator === '!' || node.operator === 'typeof' ? [node.operand] : [];
    case 'member':
    case 'index':
      return node.isOptional ? [node.object] : [];
    default:
      return [];
  }
}

function names(expression: Expression, name: string): boolean {
  return some(expression, (one) => (one.kind === 'identifier' || one.kind === 'member') && one.name === name);
}

/** Whether a function hands a variable on to another function, which may do anything with it. */
export function givesAway(node: FunctionNode, name: string): boolean {
  return some(
    node,
    (one) => (one.kind === 'call' || one.kind === 'new') && one.args.some((arg) => isWhole(arg, name)),
  );
}

/** Whether a value is the variable itself, or has it in a list or an object. */
function isWhole(
  arg: Expression | { readonly kind: 'spread'; readonly value: Expression },
  name: string,
): boolean {
  if (arg.kind === 'spread') return isWhole(arg.value, name);
  if (arg.kind === 'identifier') return arg.name === name;
  if (arg.kind !== 'array' && arg.kind !== 'object') return false;
  return childrenOf(arg).some((part) => part.kind === 'identifier' && part.name === name);
}

/** All names and short texts in a function. */
function namesIn(node: FunctionNode): ReadonlySet<string> {
  const before = known.get(node);
  if (before !== undefined) return before;
  const names = new Set<string>();
  walk(node, (one) => {
    if (one.kind === 'identifier' || one.kind === 'member') names.add(one.name);
    else if (one.kind === 'string') names.add(one.value);
    else if (one.kind === 'object') {
      for (const part of one.of)
        if (part.kind === 'property' && part.key.kind === 'name') names.add(part.key.name);
    } else if (one.kind === 'variable') for (const { target } of one.declarations) addPattern(target, names);
    else if (one.kind === 'assign') addPattern(one.target, names);
    return true;
  });
  for (const { target } of node.params) addPattern(target, names);
  known.set(node, names);
  return names;
}

/** The keys that a pattern takes apart. */
function addPattern(pattern: Pattern, names: Set<string>): void {
  switch (pattern.kind) {
    case 'default':
      addPattern(pattern.target, names);
      return;
    case 'objectPattern':
      for (const { key, target } of pattern.of) {
        if (key.kind === 'name') names.add(key.name);
        addPattern(target, names);
      }
      return;
    case 'arrayPattern':
      for (const one of pattern.of) if (one !== null) addPattern(one, names);
      return;
    case 'member':
      names.add(pattern.name);
      return;
    default:
  }
}
