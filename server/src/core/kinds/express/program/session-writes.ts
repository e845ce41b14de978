// What a program keeps in its sessions: the values that any of its texts puts there, by name.
import type { Expression } from '../../../syntax/js/tree';
import type { Value } from '../values';
import { everythingIn, perModule } from './everything';
import type { Program } from './program';

/** The values of `req.session.name = …` and `session.name = …`, without those that take something away again. */
export function sessionWritesIn(program: Program): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  for (const { name, value } of everythingIn(program).modules.flatMap(writesIn)) {
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

const writesIn = perModule((texts) => {
  const found: { readonly name: string; readonly value: Value }[] = [];
  texts.each(['assign'], ({ node, scope }) => {
    if (node.operator !== '=' || node.target.kind !== 'member') return;
    const { object, name } = node.target;
    if (!isSession(object, (one) => texts.evaluate(one, scope))) return;
    const value = texts.evaluate(node.value, scope);
    if (!isNothing(value)) found.push({ name, value });
  });
  return found;
});

/** Whether an expression is a session: of a request, or a name that one was given. */
function isSession(node: Expression, evaluate: (node: Expression) => Value): boolean {
  if (node.kind === 'member') return node.name === 'session';
  if (node.kind !== 'identifier') return false;
  if (node.name === 'session') return true;
  const value = evaluate(node);
  return value.kind === 'member' && value.name.kind === 'string' && value.name.value === 'session';
}

function isNothing(value: Value): boolean {
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return true;
    case 'boolean':
    case 'string':
    case 'number':
      return !value.value;
    default:
      return false;
  }
}
