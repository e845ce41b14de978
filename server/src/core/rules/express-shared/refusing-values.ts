// Values that say 401 and that another function answers with: problems that checks return, errors of own classes.
import { perModule } from '../../kinds/express/program/everything';
import { entryOf, type Value } from '../../kinds/express/values';
import type { Argument, Expression, FunctionNode } from '../../syntax/js/tree';
import { some } from '../../syntax/js/walk';
import type { Place } from '../../text/span';

export type RefusingValue = {
  readonly node: Expression;
  readonly at: Place;
  /** The number 401, where it is written in the value itself. */
  readonly number: Place | null;
  readonly within: FunctionNode;
  /** Whether it is an error that is thrown or given on; another value is an answer only if somebody makes it one. */
  readonly isError: boolean;
};

const ABOUT_USERS =
  /role|admin|permission|perms|scope|group|staff|privilege|authorit|capabilit|owner|author|user/i;

/** Such values in the functions of a module that ask what a user may do. */
export const refusingValues = perModule((texts): readonly RefusingValue[] => {
  const found: RefusingValue[] = [];
  texts.each(['return', 'throw', 'expression'], ({ node, scope, within }) => {
    const around = within.at(-1);
    if (around === undefined || node.value === null) return;
    const isReturned = node.kind === 'return';
    const leaves = leavesOf(node.value, node.kind === 'throw').filter(({ isError }) => isReturned || isError);
    // What a function asks about is looked for in all of it, so this comes last.
    if (leaves.length === 0 || !asksAboutUsers(around)) return;
    for (const { value, isError } of leaves) {
      const is = texts.evaluate(value, scope);
      if (statusOf(is) !== 401) continue;
      const at = { file: scope.file, span: value.span };
      found.push({ node: value, at, number: numberIn(value, scope.file), within: around, isError });
    }
  });
  return found;
});

const asking = new WeakMap<FunctionNode, boolean>();

function asksAboutUsers(node: FunctionNode): boolean {
  const known = asking.get(node);
  if (known !== undefined) return known;
  const asks = some(node, (one) => 'name' in one && ABOUT_USERS.test(one.name ?? ''));
  asking.set(node, asks);
  return asks;
}

type Leaf = { readonly value: Expression; readonly isError: boolean };

/** What an expression may come to: the sides of its conditions, and what it gives to a function such as `next`. */
function leavesOf(value: Expression, isError: boolean): readonly Leaf[] {
  switch (value.kind) {
    case 'conditional':
      return [...leavesOf(value.whenTrue, isError), ...leavesOf(value.whenFalse, isError)];
    case 'logical':
      return leavesOf(value.right, isError);
    case 'call':
      return value.callee.kind === 'identifier' && value.args.length === 1
        ? value.args.flatMap((arg) => (arg.kind === 'spread' ? [] : leavesOf(arg, true)))
        : [];
    case 'new':
    case 'object':
    case 'member':
    case 'identifier':
      return [{ value, isError }];
    default:
      return [];
  }
}

/** The status that an error or a problem names. */
function statusOf(value: Value): number | null {
  for (const name of ['status', 'statusCode']) {
    const status = value.kind === 'instance' ? value.fields.get(name) : entryOf(value, name);
    if (status?.kind === 'number') return status.value;
  }
  return null;
}

function numberIn(value: Expression, file: string): Place | null {
  const is401 = (one: Argument | Expression | undefined): Place | null =>
    one?.kind === 'number' && one.value === 401 ? { file, span: one.span } : null;
  if (value.kind === 'new') return is401(value.args.find((arg) => is401(arg) !== null));
  if (value.kind !== 'object') return null;
  const entry = value.of.find(
    (one) => one.kind === 'property' && one.key.kind === 'name' && /^status(?:Code)?$/.test(one.key.name),
  );
  return entry?.kind === 'property' ? is401(entry.value) : null;
}
