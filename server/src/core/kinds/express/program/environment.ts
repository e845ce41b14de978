// The names of a place of the program with their values, and what changes them.
import type { FileId } from '../../../text/span';
import type { Scope, Value } from '../values';
import type { Globals } from './globals';

/**
 * What writes replaced, so that both ways of a condition start from the same values: for each name of each table, what
 * was there before the first of them.
 */
export type Writes = Map<Map<string, Value>, Map<string, Value | undefined>>;

/**
 * A scope that the interpreter fills. The invariant: a name is declared once in the nearest scope that has it, and every
 * later change goes there.
 */
export class Environment implements Scope {
  readonly names = new Map<string, Value>();
  /** Names that stand for an export of another module, which may be filled later; few scopes have any. */
  #imports: Map<string, () => Value> | null = null;
  readonly file: FileId;
  readonly self: Value | null;
  readonly parent: Environment | null;
  /** Whether `var` and `this` belong here. */
  readonly isFunction: boolean;
  /** What names of a module stand for that nothing declares; `null` inside of it. */
  globals: Globals | null = null;

  constructor(file: FileId, parent: Environment | null, self: Value | null, isFunction = false) {
    this.file = file;
    this.parent = parent;
    this.self = self;
    this.isFunction = isFunction;
  }

  lookup(name: string): Value | null {
    for (let scope: Environment | null = this; scope !== null; scope = scope.parent) {
      const value = scope.names.get(name) ?? scope.#imports?.get(name)?.();
      if (value !== undefined) return value;
      if (scope.globals !== null) return scope.globals.ask(name, scope.file);
    }
    return null;
  }

  /** A name stands for what is looked up whenever it is asked for. */
  importAs(name: string, value: () => Value): void {
    this.#imports ??= new Map();
    this.#imports.set(name, value);
  }

  /** Whether a name is declared or imported in this very scope. */
  has(name: string): boolean {
    return this.names.has(name) || this.#imports?.has(name) === true;
  }

  within(names: ReadonlyMap<string, Value>, self: Value | null = this.self): Environment {
    const inner = new Environment(this.file, this, self);
    for (const [name, value] of names) inner.names.set(name, value);
    return inner;
  }

  /** The scope that an assignment to a name changes; the outermost where none declares it. */
  owner(name: string): Environment {
    let scope: Environment = this;
    while (!scope.names.has(name) && scope.parent !== null) scope = scope.parent;
    return scope;
  }

  /** The scope that a `var` belongs to. */
  functionScope(): Environment {
    let scope: Environment = this;
    while (!scope.isFunction && scope.parent !== null) scope = scope.parent;
    return scope;
  }
}

/** The environment that a scope is; all scopes of a program are. */
export function environmentOf(scope: Scope): Environment {
  if (scope instanceof Environment) return scope;
  const inner = new Environment(scope.file, null, scope.self);
  return inner;
}
