// All that a program's texts say, run or not: its functions, and its calls of packages with what they are given.
import type {
  Call,
  ClassNode,
  Expression,
  FunctionNode,
  New,
  Pattern,
  Statement,
} from '../../../syntax/js/tree';
import { childrenOf } from '../../../syntax/js/walk';
import type { FileId, Place } from '../../../text/span';
import type { CallValue, Scope, Value } from '../values';
import { packageOf } from './escape';
import { namesIn } from './hoist';
import type { Program } from './program';

/** An expression or statement with the scope that it stands in, and the functions around it, the innermost last. */
export type Met = {
  readonly node: Expression | Statement;
  readonly scope: Scope;
  readonly within: readonly FunctionNode[];
};

export type Everything = {
  /** Calls of packages' functions in all texts of the program, also in functions that nothing calls. */
  readonly calls: readonly WrittenCall[];
  /** Every expression and statement, outer ones first. */
  visit(visitor: (met: Met) => void): void;
};

/** A call as it is written. What it is given is evaluated where it stands: parameters are `parameter` values. */
export type WrittenCall = CallValue & {
  readonly scope: Scope;
  readonly within: readonly FunctionNode[];
  readonly node: Call | New;
};

const known = new WeakMap<Program, Everything>();

/** Looks at all texts of a program. */
export function everythingIn(program: Program): Everything {
  const before = known.get(program);
  if (before !== undefined) return before;
  let calls: readonly WrittenCall[] | null = null;
  const everything: Everything = {
    get calls() {
      calls ??= callsIn(program);
      return calls;
    },
    visit: (visitor) => visitProgram(program, visitor),
  };
  known.set(program, everything);
  return everything;
}

function visitProgram(program: Program, visitor: (met: Met) => void): void {
  for (const { file, environment } of program.run.modules.values()) {
    const tree = program.sources.tree(file);
    if (tree === null) continue;
    const walk: Walk = { program, visitor, file };
    for (const statement of tree.statements) visit(walk, statement, environment, []);
  }
}

type Walk = { readonly program: Program; readonly visitor: (met: Met) => void; readonly file: FileId };

function visit(
  walk: Walk,
  node: Expression | Statement,
  scope: Scope,
  within: readonly FunctionNode[],
): void {
  walk.visitor({ node, scope, within });
  if (node.kind === 'function') {
    visitFunction(walk, node, scope, within);
    return;
  }
  if (node.kind === 'class') {
    visitClass(walk, node, scope, within);
    return;
  }
  for (const child of childrenOf(node)) visit(walk, child, scope, within);
}

/** The body of a function, in which its parameters are what nobody knows, and its constants what they are. */
function visitFunction(walk: Walk, node: FunctionNode, scope: Scope, within: readonly FunctionNode[]): void {
  const inner = scopeOfBody(walk, node, scope);
  const around = [...within, node];
  for (const child of childrenOf(node)) visit(walk, child, inner, around);
}

function visitClass(walk: Walk, node: ClassNode, scope: Scope, within: readonly FunctionNode[]): void {
  for (const child of childrenOf(node)) visit(walk, child, scope, within);
}

/** The scope of a function that is not called: parameters, its own functions, and constants that do not rest on them. */
function scopeOfBody({ program, file }: Walk, node: FunctionNode, scope: Scope): Scope {
  const names = new Map<string, Value>();
  node.params.forEach(({ target }, index) => {
    const at = { file, span: target.span };
    for (const name of namesIn(target))
      names.set(name, parameter(name, index, target, at, node.params.length));
  });
  const inner = scope.within(names);
  const declared = new Map<string, Value>();
  for (const statement of node.body) {
    if (statement.kind !== 'variable') continue;
    const known = inner.within(declared);
    for (const { target, init } of statement.declarations) {
      if (init === null || target.kind !== 'identifier' || init.kind === 'function') continue;
      declared.set(target.name, program.evaluator.evaluate(init, known));
    }
  }
  return declared.size === 0 ? inner : inner.within(declared);
}

const ROLES = ['req', 'res', 'next'] as const;

/** A parameter plays the part that its place among the others of a handler suggests, if its name does as well. */
function parameter(name: string, index: number, target: Pattern, at: Place, count: number): Value {
  const isError = count === 4;
  const role =
    target.kind === 'identifier' ? (isError ? ['err' as const, ...ROLES][index] : ROLES[index]) : undefined;
  const fits = role !== undefined && NAMES[role].test(name);
  return { kind: 'parameter', role: fits ? role : 'value', name, at };
}

const NAMES: Readonly<Record<'req' | 'res' | 'next' | 'err', RegExp>> = {
  req: /^_?(?:req|request)$/i,
  res: /^_?(?:res|resp|response|reply)$/i,
  next: /^_?(?:next|done|cb|n)$/i,
  err: /^_?(?:err|error|e)$/i,
};

function callsIn(program: Program): readonly WrittenCall[] {
  const calls: WrittenCall[] = [];
  visitProgram(program, ({ node, scope, within }) => {
    if (node.kind !== 'call' && node.kind !== 'new') return;
    if (!mayBePackaged(node.callee)) return;
    const callee = program.evaluator.evaluate(node.callee, scope);
    if (packageOf(callee) === null) return;
    const { file } = scope;
    calls.push({
      kind: 'call',
      callee,
      isNew: node.kind === 'new',
      args: node.args.map((one) =>
        program.evaluator.evaluate(one.kind === 'spread' ? one.value : one, scope),
      ),
      at: { file, span: node.span },
      argsAt: { file, span: node.argsSpan },
      argPlaces: node.args.map(({ span }) => ({ file, span })),
      scope,
      within,
      node,
    });
  });
  return calls;
}

/** Whether a callee leads to a name at all, so that it is worth to be evaluated. */
function mayBePackaged(callee: Expression): boolean {
  let root = callee;
  for (;;) {
    if (root.kind === 'member' || root.kind === 'index') root = root.object;
    else if (root.kind === 'call' || root.kind === 'new') root = root.callee;
    else return root.kind === 'identifier' || root.kind === 'this';
  }
}
