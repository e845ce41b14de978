// The scopes of functions that nothing calls: parameters that nobody knows, and what their statements declare.
import type { ClassNode, FunctionNode, Pattern, Statement } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { Place } from '../../../text/span';
import type { Scope, Value } from '../values';
import { instantiate } from './classes';
import { undo } from './conditions';
import { Environment, environmentOf } from './environment';
import { functionValue } from './evaluate';
import { changesIn, functionsOf, type LateChanges, namesIn } from './hoist';
import { bindPattern } from './members';
import type { Program } from './program';
import { place, unknown } from './run';

/** The scope of a function's body. Names that get another value later are unknown. */
export function scopeOfFunction(program: Program, node: FunctionNode, scope: Scope): Scope {
  const names = new Map<string, Value>();
  node.params.forEach(({ target }, index) => {
    const at = { file: scope.file, span: target.span };
    for (const name of namesIn(target))
      names.set(name, parameter(name, index, target, at, node.params.length));
  });
  const inner = new Environment(scope.file, environmentOf(scope), scope.self, true);
  for (const [name, value] of names) inner.names.set(name, value);
  return scopeOfStatements(program, node.body, inner, changedIn(node));
}

/** The scope of a list of statements: what they declare is known as far as it rests on what is known. */
export function scopeOfStatements(
  program: Program,
  statements: readonly Statement[],
  scope: Scope,
  { assigned, filled }: LateChanges,
): Scope {
  const inner = new Environment(scope.file, environmentOf(scope), scope.self);
  for (const one of functionsOf(statements)) {
    if (one.name !== null) inner.names.set(one.name, functionValue(one, inner));
  }
  for (const statement of statements) {
    if (statement.kind !== 'variable') continue;
    for (const { target, init } of statement.declarations) {
      const at = place(inner, target);
      const value: Value =
        init === null
          ? unknown('what this is later is not known', at)
          : program.evaluator.evaluate(init, inner);
      bindPattern(program.run, target, value, inner, 'let');
      for (const name of namesIn(target)) {
        if (assigned.has(name)) inner.names.set(name, unknown(`"${name}" gets another value`, at));
        const made = filled.has(name) ? inner.names.get(name) : undefined;
        if (made !== undefined) inner.names.set(name, opened(made));
      }
    }
  }
  return inner.names.size === 0 ? scope : inner;
}

/** A scope in which the names of a pattern stand for what nobody knows: a loop's variable, what is caught. */
export function scopeOfPattern(pattern: Pattern, scope: Scope): Scope {
  const at = { file: scope.file, span: pattern.span };
  return scope.within(new Map(namesIn(pattern).map((name) => [name, unknown('it is not known here', at)])));
}

/** Steps that making an object to look at may take. */
const STEPS_OF_OBJECT = 5_000;

/**
 * The scope of a class's methods: `this` is an object as its constructor leaves it, whatever it is called with. Fields
 * that methods set later are unknown.
 */
export function scopeOfClass(program: Program, node: ClassNode, scope: Scope): Scope {
  const made = program.evaluator.evaluate(node, scope);
  if (made.kind !== 'class') return scope;
  const { run } = program;
  const build = node.members.find(({ kind }) => kind === 'constructor')?.value;
  const args = build?.kind === 'function' ? parametersOf(build, scope) : [];
  run.steps = STEPS_OF_OBJECT;
  run.writes.push(new Map());
  const instance = instantiate(run, made, args, made.at);
  const fields = new Map(instance.fields);
  undo(run.writes.pop() ?? new Map());
  for (const name of fieldsSetLater(node)) {
    fields.set(name, unknown(`"${name}" gets another value`, made.at));
  }
  return environmentOf(made.scope).within(new Map(), { ...instance, fields });
}

/** The values of a function's parameters that nobody gives; of those with a default or a pattern nothing is known. */
function parametersOf(node: FunctionNode, scope: Pick<Scope, 'file'>): readonly Value[] {
  return node.params.map(({ target }, index) => {
    const at = { file: scope.file, span: target.span };
    return target.kind === 'identifier'
      ? parameter(target.name, index, target, at, node.params.length)
      : unknown('the caller is not known', at);
  });
}

/** The fields of `this` that other members than the constructor set. */
function fieldsSetLater(node: ClassNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, value } of node.members) {
    if (kind === 'constructor' || value === null) continue;
    walk(value, (one) => {
      if (one.kind === 'assign' && one.target.kind === 'member' && one.target.object.kind === 'this')
        names.add(one.target.name);
      return true;
    });
  }
  return names;
}

const changes = new WeakMap<FunctionNode, LateChanges>();

/** The names that get a value by an assignment somewhere in a function, and those whose object gets members there. */
export function changedIn(node: FunctionNode): LateChanges {
  const known = changes.get(node);
  if (known !== undefined) return known;
  const found = changesIn(node.body);
  changes.set(node, found);
  return found;
}

/** An object or a list that gets more than it has at the start. */
function opened(value: Value): Value {
  return value.kind === 'object' || value.kind === 'array' ? { ...value, isOpen: true } : value;
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
