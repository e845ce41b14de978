// What functions that run later change of what apps hold: the settings, and `app.locals`.
import type { Call, Expression, FunctionNode, Statement } from '../../../syntax/js/tree';
import { FILLING, namesIn } from './hoist';
import { functionsWithin, isStep, type Marks, marksIn, marksOf } from './marks';
import type { Program } from './program';

/** Names that get another value later, of whichever app; `all…`: nobody knows which. */
export type AppChanges = {
  readonly settings: ReadonlySet<string>;
  readonly locals: ReadonlySet<string>;
  readonly allSettings: boolean;
  readonly allLocals: boolean;
};

const known = new WeakMap<Program, AppChanges>();

/** What the functions of a program change of its apps that were not called while it started. */
export function appChangesIn(program: Program): AppChanges {
  const before = known.get(program);
  if (before !== undefined) return before;
  const { run, sources } = program;
  const changes = [...run.modules.keys()]
    .flatMap((file) => changesIn(sources.tree(file)?.statements ?? []))
    .filter(({ by }) => !run.called.has(by));
  const found: AppChanges = {
    settings: new Set(changes.flatMap(({ settings }) => [...settings])),
    locals: new Set(changes.flatMap(({ locals }) => [...locals])),
    allSettings: changes.some(({ allSettings }) => allSettings),
    allLocals: changes.some(({ allLocals }) => allLocals),
  };
  known.set(program, found);
  return found;
}

/** Equal texts for equal changes. */
export function keyOfChanges({ settings, locals, allSettings, allLocals }: AppChanges): string {
  return JSON.stringify([[...settings].sort(), [...locals].sort(), allSettings, allLocals]);
}

/** What one function changes itself. */
class Found {
  readonly settings = new Set<string>();
  readonly locals = new Set<string>();
  allSettings = false;
  allLocals = false;
  readonly #seen = new Set<Expression>();

  constructor(
    readonly by: FunctionNode,
    readonly aliases: Aliases,
  ) {
    for (const { target } of by.params) if (target.kind === 'default') this.#meet(target.value);
    for (const node of marksIn(by.body).own) this.#meet(node);
  }

  get isEmpty(): boolean {
    return !this.allSettings && !this.allLocals && this.settings.size === 0 && this.locals.size === 0;
  }

  #meet(node: Expression | Statement): void {
    switch (node.kind) {
      case 'assign':
        this.#changed(node.target.kind === 'member' || node.target.kind === 'index' ? node.target : null);
        return;
      case 'unary':
        if (node.operator === 'delete') this.#changed(node.operand);
        return;
      case 'opaque':
        if (isStep(node.what)) this.#changed(node.of[0] ?? null);
        return;
      case 'call':
        this.#called(node);
        return;
      case 'variable':
        for (const { target, init } of node.declarations)
          if (target.kind === 'objectPattern' && target.rest === null && init !== null) this.#seen.add(init);
        return;
      case 'member':
      case 'index':
        // What only a member is read of is not handed on.
        this.#seen.add(node.object);
        if (node.kind === 'index' && isLocals(node.object)) return;
        if (isLocals(node) && !this.#seen.has(node)) this.allLocals = true;
        return;
      default:
    }
  }

  /** `app.locals.name` gets another value, or something in it does. */
  #changed(target: Expression | null): void {
    let at = target;
    for (; at?.kind === 'member' || at?.kind === 'index'; at = at.object) {
      if (isLocals(at) && at === target) this.allLocals = true;
      this.#seen.add(at.object);
      if (!isLocals(at.object)) continue;
      if (at.kind === 'member') this.locals.add(at.name);
      else if (at.index.kind === 'string') this.locals.add(at.index.value);
      else this.allLocals = true;
    }
    for (const name of at === null ? [] : namesHeldBy(at, this.aliases)) {
      this.settings.add(name);
      this.locals.add(name);
    }
  }

  #called({ callee, args }: Call): void {
    if (callee.kind !== 'member') return;
    if (FILLING.has(callee.name)) this.#changed(callee.object);
    const [first] = args;
    if (callee.name === 'assign' && first !== undefined && first.kind !== 'spread') this.#changed(first);
    const isSetting = callee.name === 'enable' || callee.name === 'disable';
    if (!isSetting && (callee.name !== 'set' || args.length < 2)) return;
    if (first?.kind === 'string') this.settings.add(first.value);
    else if (isNamedApp(callee.object)) this.allSettings = true;
  }
}

/** Variables of a module that hold what was taken of an app, and under which names the app has it. */
type Aliases = ReadonlyMap<string, ReadonlySet<string>>;

function aliasesIn(all: readonly Marks[]): Aliases {
  const found = new Map<string, Set<string>>();
  const note = (variable: string, name: string) =>
    found.set(variable, (found.get(variable) ?? new Set()).add(name));
  for (const node of all.flatMap(({ own }) => own)) {
    if (node.kind !== 'variable') continue;
    for (const { target, init } of node.declarations) {
      if (init === null) continue;
      if (target.kind === 'identifier') for (const name of namesTaken(init)) note(target.name, name);
      if (target.kind !== 'objectPattern' || !isLocals(init)) continue;
      for (const { key, target: part } of target.of)
        if (key.kind === 'name') for (const name of namesIn(part)) note(name, key.name);
    }
  }
  return found;
}

function namesHeldBy(root: Expression, aliases: Aliases): Iterable<string> {
  return root.kind === 'identifier' ? (aliases.get(root.name) ?? []) : namesTaken(root);
}

/** The name under which an expression takes something of an app: `app.get('name')`, `app.locals.name`. */
function namesTaken(of: Expression): readonly string[] {
  if (of.kind === 'member') return isLocals(of.object) ? [of.name] : namesTaken(of.object);
  if (of.kind !== 'call' || of.callee.kind !== 'member' || of.callee.name !== 'get') return [];
  const [name] = of.args;
  return of.args.length === 1 && name?.kind === 'string' ? [name.value] : [];
}

/** `locals` of anything but the response, whose own are for one request. */
function isLocals(node: Expression): boolean {
  if (node.kind === 'identifier') return node.name === 'locals';
  if (node.kind !== 'member' || node.name !== 'locals') return false;
  return node.object.kind !== 'identifier' || !/^res(?:p|ponse)?$/i.test(node.object.name);
}

/** Whether something is called like an app. */
function isNamedApp(node: Expression): boolean {
  if (node.kind !== 'identifier' && node.kind !== 'member') return false;
  return /app$|^(?:server|express)$/i.test(node.name);
}

const changesOf = new WeakMap<readonly Statement[], readonly Found[]>();

function changesIn(statements: readonly Statement[]): readonly Found[] {
  const before = changesOf.get(statements);
  if (before !== undefined) return before;
  const own = marksIn(statements);
  const functions = functionsWithin(own);
  const aliases = aliasesIn([own, ...functions.map(marksOf)]);
  const found = functions.map((node) => new Found(node, aliases)).filter(({ isEmpty }) => !isEmpty);
  changesOf.set(statements, found);
  return found;
}
