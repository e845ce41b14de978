// What a list of statements declares before it runs, and which names functions change later.
import type {
  Assignment,
  Expression,
  FunctionNode,
  Member,
  Pattern,
  Statement,
} from '../../../syntax/js/tree';
import { functionsWithin, isStep, type Marks, marksIn, marksOf } from './marks';

/** The function declarations of a list of statements. */
export function functionsOf(statements: readonly Statement[]): readonly FunctionNode[] {
  return statements.flatMap((one) => (one.kind === 'functionDeclaration' ? [one.function] : []));
}

/** The names that a pattern declares. */
export function namesIn(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'identifier':
      return [pattern.name];
    case 'default':
      return namesIn(pattern.target);
    case 'objectPattern':
      return [
        ...pattern.of.flatMap(({ target }) => namesIn(target)),
        ...(pattern.rest === null ? [] : namesIn(pattern.rest)),
      ];
    case 'arrayPattern':
      return [
        ...pattern.of.flatMap((one) => (one === null ? [] : namesIn(one))),
        ...(pattern.rest === null ? [] : namesIn(pattern.rest)),
      ];
    case 'member':
    case 'index':
    case 'opaque':
      return [];
  }
}

/** What functions do to the names that they did not declare; `this` stands for the object that they belong to. */
export type LateChanges = {
  /** Names that get another value. */
  readonly assigned: ReadonlySet<string>;
  /** Those of them that only ever get another list, as by `todos = [...todos, todo]`. */
  readonly relisted: ReadonlySet<string>;
  /** Names whose object gets other members or elements. */
  readonly filled: ReadonlySet<string>;
  /** The same with the members that lead to what gets them: `sessions.all` for `sessions.all.set(…)`. */
  readonly filledPaths: readonly (readonly string[])[];
};

export const FILLING = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'set',
  'add',
  'delete',
  'clear',
]);

const late = new WeakMap<readonly Statement[], LateChanges>();

/** What the functions in a module's or a function's statements change while they run. */
export function lateChanges(statements: readonly Statement[]): LateChanges {
  const known = late.get(statements);
  if (known !== undefined) return known;
  const found = findChanges(statements, 1);
  late.set(statements, found);
  return found;
}

/** What statements and the functions in them change. */
export function changesIn(statements: readonly Statement[]): LateChanges {
  return findChanges(statements, 0);
}

/** What is changed at least so many functions deep. */
function findChanges(statements: readonly Statement[], minDepth: number): LateChanges {
  const found: Found = {
    assigned: new Set(),
    relisted: new Set(),
    otherwise: new Set(),
    filled: new Set(),
    filledPaths: [],
  };
  noteChanges(marksIn(statements), minDepth, found);
  const { otherwise, relisted } = found;
  for (const name of otherwise) relisted.delete(name);
  return found;
}

type Found = Record<'assigned' | 'relisted' | 'otherwise' | 'filled', Set<string>> & {
  readonly filledPaths: (readonly string[])[];
};

function noteChanges({ own, functions }: Marks, minDepth: number, found: Found): void {
  if (minDepth <= 0) for (const node of own) noteChange(node, found);
  for (const one of functions) noteChanges(marksOf(one), minDepth - 1, found);
}

function noteChange(node: Expression | Statement, found: Found): void {
  const { assigned, relisted, otherwise, filled } = found;
  const fill = (expression: Expression) => {
    addRoot(expression, filled);
    const path = pathOf(expression);
    if (path !== null) found.filledPaths.push(path);
  };
  if (node.kind === 'assign') {
    for (const name of namesIn(node.target)) {
      assigned.add(name);
      (makesList(node) ? relisted : otherwise).add(name);
    }
    if (node.target.kind === 'member' || node.target.kind === 'index') fill(node.target.object);
    if (node.target.kind === 'member' && makesList(node)) fill(node.target);
  } else if (node.kind === 'opaque' && isStep(node.what)) {
    const [target] = node.of;
    if (target?.kind === 'identifier') {
      assigned.add(target.name);
      otherwise.add(target.name);
    } else if (target?.kind === 'member' || target?.kind === 'index') fill(target.object);
  } else if (node.kind === 'unary' && node.operator === 'delete') addRoot(node.operand, filled);
  else if (node.kind === 'call' && node.callee.kind === 'member') {
    const [target] = node.args;
    if (FILLING.has(node.callee.name)) fill(node.callee.object);
    else if (isObjectAssign(node.callee) && target !== undefined && target.kind !== 'spread') fill(target);
  }
}

/** Whether what is assigned is surely a list: one that is written out, or what a method of lists makes of another. */
function makesList({ operator, target, value }: Assignment): boolean {
  if (operator !== '=' || (target.kind !== 'identifier' && target.kind !== 'member')) return false;
  if (value.kind === 'array') return true;
  return value.kind === 'call' && value.callee.kind === 'member' && OF_LISTS.test(value.callee.name);
}

const OF_LISTS = /^(?:filter|map|concat|slice|toSorted|toReversed|toSpliced)$/;

/** The members that a function gives another value, by the names that lead to them: `state.user` for `state.user = …`. */
export type MemberChanges = { readonly by: FunctionNode; readonly paths: readonly ChangedPath[] };

/** `isList`: what it gets is another list. */
export type ChangedPath = { readonly names: readonly string[]; readonly isList: boolean };

const changedMembers = new WeakMap<readonly Statement[], readonly MemberChanges[]>();

/** What each function in some statements does itself to members of what it did not make. */
export function memberChanges(statements: readonly Statement[]): readonly MemberChanges[] {
  const known = changedMembers.get(statements);
  if (known !== undefined) return known;
  const found = functionsWithin(marksIn(statements))
    .map((by) => ({ by, paths: pathsChangedIn(by.body) }))
    .filter(({ paths }) => paths.length > 0);
  changedMembers.set(statements, found);
  return found;
}

/** The members that statements themselves give another value, without the functions in them. */
export function pathsChangedIn(body: readonly Statement[]): readonly ChangedPath[] {
  return marksIn(body).own.flatMap((node) => {
    const isStepped = node.kind === 'opaque' && isStep(node.what);
    const target = node.kind === 'assign' ? node.target : isStepped ? node.of[0] : undefined;
    const names = target?.kind === 'member' ? pathOf(target) : null;
    return names === null ? [] : [{ names, isList: node.kind === 'assign' && makesList(node) }];
  });
}

/** The names of `a.b.c`, `this` among them; `null` for what is no such path. */
function pathOf(expression: Expression): readonly string[] | null {
  if (expression.kind === 'identifier') return [expression.name];
  if (expression.kind === 'this') return ['this'];
  const before = expression.kind === 'member' ? pathOf(expression.object) : null;
  return expression.kind === 'member' && before !== null ? [...before, expression.name] : null;
}

function isObjectAssign({ object, name }: Member): boolean {
  return name === 'assign' && object.kind === 'identifier' && object.name === 'Object';
}

function addRoot(expression: Expression, to: Set<string>): void {
  let root = expression;
  while (root.kind === 'member' || root.kind === 'index') root = root.object;
  if (root.kind === 'identifier') to.add(root.name);
  else if (root.kind === 'this') to.add('this');
}
