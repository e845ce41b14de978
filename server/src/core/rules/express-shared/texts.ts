// What a function's text names, wherever in it that is.
import type { FunctionNode, Pattern } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';

const known = new WeakMap<FunctionNode, ReadonlySet<string>>();

/** Whether a name stands in a function: as a variable, a member, a key, or as a text of its own. */
export function mentions(node: FunctionNode, name: string): boolean {
  return namesIn(node).has(name);
}

/** All names and short texts in a function. */
export function namesIn(node: FunctionNode): ReadonlySet<string> {
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
