// All that a program's texts say, run or not: its functions, and its calls of packages with what they are given.
import type { Call, Expression, FunctionNode, New, Statement } from '../../../syntax/js/tree';
import { eachChild } from '../../../syntax/js/walk';
import type { FileId } from '../../../text/span';
import { isInstalled } from '../modules/installed';
import type { CallValue, Evaluate, FunctionValue, Scope, Value } from '../values';
import { packageOf } from './escape';
import type { LateChanges } from './hoist';
import type { Program } from './program';
import type { ModuleRun } from './run';
import { changedIn, scopeOfClass, scopeOfFunction, scopeOfPattern, scopeOfStatements } from './scopes';

type Node = Expression | Statement;

/** An expression or statement with the scope that it stands in, and the functions around it, the innermost last. */
export type Met<N extends Node = Node> = {
  readonly node: N;
  readonly scope: Scope;
  readonly within: readonly FunctionNode[];
};

/** The texts of one module. They may outlive an analysis: what rests on them alone is kept under them (`perModule`). */
export type ModuleTexts = {
  readonly file: FileId;
  /** Whether a pattern matches the text, so that what is written with its words need not be looked for elsewhere. */
  mentions(words: RegExp): boolean;
  /** Every expression and statement, outer ones first. */
  readonly all: readonly Met[];
  /** Those of some kinds, in the same order. */
  each<K extends Node['kind']>(
    kinds: readonly K[],
    visitor: (met: Met<Extract<Node, { readonly kind: K }>>) => void,
  ): void;
  /** What an expression of the module is known to be. */
  readonly evaluate: Evaluate;
};

export type Everything = {
  /** The modules of the program, in the order in which they ran. */
  readonly modules: readonly ModuleTexts[];
  /** The module of a file. */
  module(file: FileId): ModuleTexts | null;
  /** Whether the text of some module of the program, or of a package that it loads, matches a pattern. */
  mentions(words: RegExp): boolean;
  /** Calls of packages' functions in all texts of the program, also in functions that nothing calls. */
  readonly calls: readonly WrittenCall[];
  /** Every expression and statement, outer ones first. */
  visit(visitor: (met: Met) => void): void;
  /** Those of some kinds, in the same order: most who look at the texts ask for few of them. */
  each<K extends Node['kind']>(
    kinds: readonly K[],
    visitor: (met: Met<Extract<Node, { readonly kind: K }>>) => void,
  ): void;
  /**
   * The same for one function, with what it closes over as it is, such as what a factory was given, and with
   * arguments for its first parameters where some are known.
   */
  visitIn(called: FunctionValue, visitor: (met: Met) => void, args?: readonly Value[]): void;
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
  const all = [...program.run.modules.values()].map((module) => textsOf(program, module));
  const byFile = new Map(all.map((texts) => [texts.file, texts]));
  // What installed packages say is nobody's here to change.
  const modules = all.filter(({ file }) => !isInstalled(file, program.entry));
  const everything: Everything = {
    modules,
    module: (file) => byFile.get(file) ?? null,
    mentions: (words) => all.some((texts) => texts.mentions(words)),
    get calls() {
      calls ??= modules.flatMap(callsIn);
      return calls;
    },
    visit: (visitor) => {
      for (const { all } of modules) for (const met of all) visitor(met);
    },
    each: (kinds, visitor) => {
      for (const texts of modules) texts.each(kinds, visitor);
    },
    visitIn: (called, visitor, args = []) => {
      const walk: Walk = { program, visitor, scopes: new Map() };
      const { node } = called;
      const scope = scopeOfFunction(program, node, called.scope).within(givenTo(called, args));
      eachChild(node, visit, walk, { scope, within: [node] });
    },
  };
  known.set(program, everything);
  return everything;
}

/** The names of parameters with what they are given, and what is taken out of what a handler is called with. */
function givenTo({ node, at: { file } }: FunctionValue, args: readonly Value[]): ReadonlyMap<string, Value> {
  const given = new Map<string, Value>();
  for (const [i, value] of args.entries()) {
    const target = node.params[i]?.target;
    if (target?.kind === 'identifier') given.set(target.name, value);
    if (target?.kind !== 'objectPattern' || value.kind !== 'parameter') continue;
    for (const { key, target: bound } of target.of) {
      if (key.kind !== 'name' || bound.kind !== 'identifier') continue;
      const name = { kind: 'string', value: key.name } as const;
      given.set(bound.name, { kind: 'member', of: value, name, at: { file, span: key.span } });
    }
  }
  return given;
}

type Kinds = readonly Node['kind'][];

/** What is met in one module. It is gone through once, when somebody asks first. */
class Mets implements ModuleTexts {
  readonly #text: string;
  readonly #collect: () => readonly Met[];
  readonly #together = new Map<string, Places>();
  #all: readonly Met[] | null = null;
  #byKind: ReadonlyMap<Node['kind'], Places> | null = null;

  constructor(
    readonly file: FileId,
    text: string,
    readonly evaluate: Evaluate,
    collect: () => readonly Met[],
  ) {
    this.#text = text;
    this.#collect = collect;
  }

  mentions(words: RegExp): boolean {
    return words.test(this.#text);
  }

  each<K extends Node['kind']>(
    kinds: readonly K[],
    visitor: (met: Met<Extract<Node, { readonly kind: K }>>) => void,
  ): void {
    for (const place of this.#of(kinds)) {
      const met = this.all[place];
      if (met !== undefined && isOf(met, kinds)) visitor(met);
    }
  }

  get all(): readonly Met[] {
    this.#all ??= this.#collect();
    return this.#all;
  }

  #of(kinds: Kinds): Places {
    this.#byKind ??= placesByKind(this.all);
    const [first] = kinds;
    if (kinds.length === 1 && first !== undefined) return this.#byKind.get(first) ?? [];
    const key = kinds.join();
    const known = this.#together.get(key);
    if (known !== undefined) return known;
    const places = kinds.flatMap((kind) => this.#byKind?.get(kind) ?? []).sort((a, b) => a - b);
    this.#together.set(key, places);
    return places;
  }
}

/** Where something stands among all that is met. */
type Places = readonly number[];

function placesByKind(all: readonly Met[]): ReadonlyMap<Node['kind'], Places> {
  const kinds = new Map<Node['kind'], number[]>();
  all.forEach(({ node: { kind } }, place) => {
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [place]);
    else known.push(place);
  });
  return kinds;
}

function isOf<K extends Node['kind']>(
  met: Met,
  kinds: readonly K[],
): met is Met<Extract<Node, { readonly kind: K }>> {
  const wanted: readonly string[] = kinds;
  return wanted.includes(met.node.kind);
}

const textsBefore = new WeakMap<ModuleRun, ModuleTexts>();

function textsOf(program: Program, module: ModuleRun): ModuleTexts {
  const before = textsBefore.get(module);
  if (before !== undefined) return before;
  const { file, environment } = module;
  const made = new Mets(file, program.sources.text(file), program.evaluator.evaluate, () => {
    const all: Met[] = [];
    const walk: Walk = { program, visitor: (met) => all.push(met), scopes: new Map() };
    for (const statement of program.sources.tree(file)?.statements ?? []) {
      visit(statement, walk, { scope: environment, within: [] });
    }
    return all;
  });
  textsBefore.set(module, made);
  return made;
}

/** A question about the texts of a module that rests on nothing else: it is answered once for each. */
export function perModule<T>(question: (texts: ModuleTexts) => T): (texts: ModuleTexts) => T {
  const known = new WeakMap<ModuleTexts, { readonly answer: T }>();
  return (texts) => {
    const before = known.get(texts);
    if (before !== undefined) return before.answer;
    const answer = question(texts);
    known.set(texts, { answer });
    return answer;
  };
}

type Walk = {
  readonly program: Program;
  readonly visitor: (met: Met) => void;
  readonly scopes: Map<object, Scope>;
};

type Around = { readonly scope: Scope; readonly within: readonly FunctionNode[] };

function visit(node: Node, walk: Walk, around: Around): void {
  const { scope, within } = around;
  walk.visitor({ node, scope, within });
  visitParts(node, walk, around);
}

/** Visits what is right below a node, each part with the scope that it stands in. */
function visitParts(node: Node, walk: Walk, around: Around): void {
  const { scope, within } = around;
  switch (node.kind) {
    case 'function': {
      const inner = once(walk, node, () => scopeOfFunction(walk.program, node, scope));
      eachChild(node, visit, walk, { scope: inner, within: [...within, node] });
      return;
    }
    case 'class': {
      const inner = once(walk, node, () => scopeOfClass(walk.program, node, scope));
      for (const { value, isStatic } of node.members) {
        if (value !== null) visit(value, walk, isStatic ? around : { scope: inner, within });
      }
      return;
    }
    case 'block':
      visitBlock(node.body, walk, around);
      return;
    case 'try': {
      const { param, handler } = node;
      const caught = handler === null || param === null ? scope : scopeOfPattern(param, scope);
      visitBlock(node.body, walk, around);
      visitBlock(handler ?? [], walk, { scope: caught, within });
      visitBlock(node.finalizer ?? [], walk, around);
      return;
    }
    case 'forEach':
      visit(node.values, walk, around);
      visit(node.body, walk, { scope: scopeOfPattern(node.target, scope), within });
      return;
    default:
      eachChild(node, visit, walk, around);
  }
}

function visitBlock(body: readonly Statement[], walk: Walk, { scope, within }: Around): void {
  const around = { scope: blockScope(walk, body, scope, within), within };
  for (const one of body) visit(one, walk, around);
}

function blockScope(
  walk: Walk,
  body: readonly Statement[],
  scope: Scope,
  within: readonly FunctionNode[],
): Scope {
  const around = within.at(-1);
  if (body.length === 0) return scope;
  return once(walk, body, () =>
    scopeOfStatements(walk.program, body, scope, around === undefined ? NOTHING : changedIn(around)),
  );
}

const NOTHING: LateChanges = { assigned: new Set(), relisted: new Set(), filled: new Set(), filledPaths: [] };

/** A scope is made once, whoever looks at the program. */
function once({ scopes }: Walk, key: object, make: () => Scope): Scope {
  const before = scopes.get(key);
  if (before !== undefined) return before;
  const made = make();
  scopes.set(key, made);
  return made;
}

const callsIn = perModule((texts): readonly WrittenCall[] => {
  const calls: WrittenCall[] = [];
  texts.each(['call', 'new'], ({ node, scope, within }) => {
    if (!mayBePackaged(node.callee, scope)) return;
    const callee = texts.evaluate(node.callee, scope);
    if (packageOf(callee) === null) return;
    const { file } = scope;
    calls.push({
      kind: 'call',
      callee,
      isNew: node.kind === 'new',
      args: node.args.map((one) => texts.evaluate(one.kind === 'spread' ? one.value : one, scope)),
      at: { file, span: node.span },
      argsAt: { file, span: node.argsSpan },
      argPlaces: node.args.map(({ span }) => ({ file, span })),
      scope,
      within,
      node,
    });
  });
  return calls;
});

/** Whether a callee leads to a name at all, so that it is worth to be evaluated. */
function mayBePackaged(callee: Expression, scope: Scope): boolean {
  const { kind } = rootOf(callee);
  return (kind === 'identifier' || kind === 'this') && !isOfParameter(callee, scope);
}

/** Whether a callee leads to what a function is given, as `res.status(401).json` does: nobody knows what that is. */
export function isOfParameter(callee: Expression, scope: Scope): boolean {
  const root = rootOf(callee);
  return root.kind === 'identifier' && scope.lookup(root.name)?.kind === 'parameter';
}

function rootOf(callee: Expression): Expression {
  let root = callee;
  for (;;) {
    if (root.kind === 'member' || root.kind === 'index') root = root.object;
    else if (root.kind === 'call' || root.kind === 'new') root = root.callee;
    else return root;
  }
}
