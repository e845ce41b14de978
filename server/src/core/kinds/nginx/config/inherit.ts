// What is effective in a block: nginx's merge functions, as two questions.
import { arg, type Gap, type Line } from './lines';
import { outward, ownLine, ownLines, type Scope } from './scopes';

/** The directive that is effective and the block that it stands in. */
export type Effective = { readonly line: Line; readonly scope: Scope };

/** A directive may be among what could not be read. */
export type Hidden = { readonly hidden: Gap };

export function isHidden(value: object | boolean | null): value is Hidden {
  return typeof value === 'object' && value !== null && 'hidden' in value;
}

const NAMED_SETS = new Map<string, readonly string[]>();

/**
 * The directive whose innermost occurrence counts (ngx_conf_merge_value and its kin): `null` where none is effective,
 * hidden where a block on the way has parts that could not be read.
 */
export function innermost(scope: Scope, name: string): Effective | Hidden | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const line = ownLine(at, name);
    if (line !== null) return { line, scope: at };
    const gap = at.gaps[0];
    if (gap !== undefined) return { hidden: gap };
  }
  return null;
}

/**
 * The lines of a group that is inherited all or nothing: those of the innermost block that has any of the names
 * (merge functions that copy the parent's array only where the own one is unset).
 */
export function group(scope: Scope, names: string | readonly string[]): readonly Line[] | Hidden {
  if (names === 'add_header') return addedHeaders(scope);
  const wanted = typeof names === 'string' ? single(names) : names;
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const lines = linesNamed(at, wanted);
    if (lines.length > 0) return lines;
    const gap = at.gaps[0];
    if (gap !== undefined) return { hidden: gap };
  }
  return [];
}

/**
 * `add_header` alone says how it is inherited: with `add_header_inherit merge` the outer lines follow the own ones, with
 * `off` there are only the own ones; the word itself is inherited (nginx 1.29.3, ngx_http_headers_merge_conf).
 */
function addedHeaders(scope: Scope): readonly Line[] | Hidden {
  const own = ownLines(scope, 'add_header');
  const found = innermost(scope, 'add_header_inherit');
  const mode = found === null || isHidden(found) ? 'on' : arg(found.line, 0);
  if (mode === 'off' || (mode !== 'merge' && own.length > 0)) return own;
  const [gap] = scope.gaps;
  if (gap !== undefined) return { hidden: gap };
  const outer = scope.parent === null ? [] : addedHeaders(scope.parent);
  return isHidden(outer) ? outer : [...own, ...outer];
}

function single(name: string): readonly string[] {
  let names = NAMED_SETS.get(name);
  if (names === undefined) {
    names = [name];
    NAMED_SETS.set(name, names);
  }
  return names;
}

/** The block that a group's lines come from, `null` where no block has any. */
export function scopeOfGroup(scope: Scope, names: readonly string[]): Scope | null {
  for (const at of outward(scope)) if (linesNamed(at, names).length > 0) return at;
  return null;
}

/** The own lines of a block with any of these names, in order. */
export function linesNamed(scope: Scope, names: readonly string[]): readonly Line[] {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return scope.own.get(only) ?? [];
  if (!names.some((name) => scope.own.has(name))) return [];
  return scope.lines.filter((line) => names.includes(line.name));
}

/** Whether a flag is on; `fallback` where it is not set. */
export function flag(scope: Scope, name: string, fallback: boolean): boolean | Hidden {
  const found = innermost(scope, name);
  if (found === null) return fallback;
  return isHidden(found) ? found : arg(found.line, 0).toLowerCase() === 'on';
}
