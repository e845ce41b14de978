// What surely runs behind a statement of a function, whatever the conditions on the way come to.
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { childrenOf, walk } from '../../syntax/js/walk';

type Node = Expression | Statement;

/** The statements that follow, list by list, the nearest first. */
export type Ahead = readonly (readonly Statement[])[];

export type Placed = {
  readonly statement: Statement;
  /** What follows it in the function. */
  readonly ahead: Ahead;
  /** Whether `ahead` is all that follows; not so in loops and in cases of a switch. */
  readonly isFollowed: boolean;
  /** Whether it stands in braces, with others or alone. */
  readonly isInBlock: boolean;
};

/** Every statement of a function, without those of functions in it. */
export function statementsOf(node: FunctionNode): readonly Placed[] {
  const found: Placed[] = [];
  inList(node.body, { ahead: [], isFollowed: true }, found);
  return found;
}

/** Where a statement stands. */
type Position = Pick<Placed, 'ahead' | 'isFollowed'>;

/** In what runs more than once, or from a place that a condition chooses. */
const LOST: Position = { ahead: [], isFollowed: false };

function inList(list: readonly Statement[], { ahead, isFollowed }: Position, found: Placed[]): void {
  for (const [i, statement] of list.entries()) {
    inStatement(statement, { ahead: [list.slice(i + 1), ...ahead], isFollowed }, true, found);
  }
}

function inStatement(statement: Statement, at: Position, isInBlock: boolean, found: Placed[]): void {
  found.push({ statement, ...at, isInBlock });
  switch (statement.kind) {
    case 'block':
      inList(statement.body, at, found);
      return;
    case 'if':
      inStatement(statement.whenTrue, at, false, found);
      if (statement.whenFalse !== null) inStatement(statement.whenFalse, at, false, found);
      return;
    case 'try': {
      const { finalizer } = statement;
      const inner = finalizer === null ? at : { ...at, ahead: [finalizer, ...at.ahead] };
      inList(statement.body, inner, found);
      inList(statement.handler ?? [], inner, found);
      inList(finalizer ?? [], at, found);
      return;
    }
    case 'switch':
      for (const { body } of statement.cases) inList(body, LOST, found);
      return;
    case 'labeled':
    case 'for':
    case 'forEach':
    case 'while':
      inStatement(statement.body, LOST, false, found);
      return;
    default:
      return;
  }
}

/** The first expression of a kind that is surely met ahead, before the function may be left; `null` for none. */
export function surelyAhead(ahead: Ahead, isGoal: (one: Node) => boolean): Node | null {
  for (const list of ahead) {
    for (const statement of list) {
      const found = surelyIn(statement, isGoal);
      if (found !== null) return found;
      if (mayLeave(statement)) return null;
    }
  }
  return null;
}

function surelyIn(statement: Statement, isGoal: (one: Node) => boolean): Node | null {
  switch (statement.kind) {
    case 'expression':
      return surelyEvaluated(statement.value, isGoal);
    case 'return':
      return statement.value === null ? null : surelyEvaluated(statement.value, isGoal);
    case 'variable':
      return first(statement.declarations, ({ init }) =>
        init === null ? null : surelyEvaluated(init, isGoal),
      );
    case 'block':
      return surelyAhead([statement.body], isGoal);
    case 'if': {
      const { whenTrue, whenFalse } = statement;
      const found = surelyIn(whenTrue, isGoal);
      return found !== null && whenFalse !== null && surelyIn(whenFalse, isGoal) !== null ? found : null;
    }
    case 'try': {
      const found = surelyAhead([statement.body], isGoal);
      const fails = statement.handler === null || surelyAhead([statement.handler], isGoal) !== null;
      if (found !== null && fails) return found;
      return statement.finalizer === null ? null : surelyAhead([statement.finalizer], isGoal);
    }
    default:
      return null;
  }
}

function surelyEvaluated(node: Node, isGoal: (one: Node) => boolean): Node | null {
  if (isGoal(node)) return node;
  switch (node.kind) {
    case 'function':
    case 'class':
      return null;
    case 'logical':
      return surelyEvaluated(node.left, isGoal);
    case 'conditional': {
      const found = surelyEvaluated(node.whenTrue, isGoal);
      const other = surelyEvaluated(node.whenFalse, isGoal);
      return surelyEvaluated(node.test, isGoal) ?? (other === null ? null : found);
    }
    default:
      return first(childrenOf(node), (child) => surelyEvaluated(child, isGoal));
  }
}

function first<T>(all: readonly T[], find: (one: T) => Node | null): Node | null {
  for (const one of all) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

/** Whether an expression comes to another one, perhaps under a condition. */
export function leadsTo(value: Expression, node: Expression): boolean {
  if (value === node) return true;
  if (value.kind === 'await') return leadsTo(value.value, node);
  if (value.kind === 'logical') return leadsTo(value.right, node);
  return value.kind === 'conditional' && (leadsTo(value.whenTrue, node) || leadsTo(value.whenFalse, node));
}

/** Whether the function, or the list around, may be left within a statement. */
export function mayLeave(statement: Statement): boolean {
  let leaves = false;
  walk(statement, (one) => {
    if (one.kind === 'function' || one.kind === 'class') return false;
    if (one.kind === 'return' || one.kind === 'throw' || one.kind === 'break' || one.kind === 'continue')
      leaves = true;
    return !leaves;
  });
  return leaves;
}

/** Whether what follows mentions one of these names, or throws, which Express answers with the status that is set. */
export function usesAny(ahead: Ahead, names: ReadonlySet<string>): boolean {
  let uses = false;
  for (const statement of ahead.flat()) {
    walk(statement, (one) => {
      uses ||= (one.kind === 'identifier' && names.has(one.name)) || one.kind === 'throw';
      return !uses;
    });
  }
  return uses;
}
