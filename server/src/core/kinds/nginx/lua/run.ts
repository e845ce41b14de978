// Runs a plain Lua block for a request: what it reads of the request, and with which status it ends it.
// (lua-nginx-module: ngx.var, ngx.req.get_headers, ngx.header, ngx.status, ngx.say, ngx.exit.)
import { inTable } from '../../../text/table';
import { type LuaExpression, type LuaStatement, parseLua } from './parse';

/** What a block does: it falls off its end, exits with a status, or has sent an answer. */
export type LuaResult =
  | { readonly kind: 'end' }
  | { readonly kind: 'exit'; readonly status: number; readonly body: string | null }
  | { readonly kind: 'unknown' };

/** What a block may ask of the request, and do to its answer. `undefined` is a value that cannot be known. */
export type LuaHost = {
  variable(name: string): string | null | undefined;
  header(name: string): string | null | undefined;
  readonly method: string;
  setHeader(name: string, value: string | null): void;
};

type LuaValue = string | number | boolean | null | typeof UNKNOWN;
const UNKNOWN = Symbol('unknown');

type State = {
  readonly host: LuaHost;
  readonly locals: Map<string, LuaExpression | LuaValue>;
  status: number;
  body: string | null;
};

const CONSTANTS: Readonly<Record<string, number>> = {
  OK: 0,
  ERROR: -1,
  DECLINED: -5,
  HTTP_OK: 200,
  HTTP_CREATED: 201,
  HTTP_NO_CONTENT: 204,
  HTTP_BAD_REQUEST: 400,
  HTTP_UNAUTHORIZED: 401,
  HTTP_FORBIDDEN: 403,
  HTTP_NOT_FOUND: 404,
  HTTP_NOT_ALLOWED: 405,
  HTTP_TOO_MANY_REQUESTS: 429,
  HTTP_INTERNAL_SERVER_ERROR: 500,
  HTTP_SERVICE_UNAVAILABLE: 503,
};

/** Runs a block; `unknown` where it does more than is understood here. */
export function runLua(code: string, host: LuaHost): LuaResult {
  const statements = parseLua(code);
  if (statements === null) return { kind: 'unknown' };
  const state: State = { host, locals: new Map(), status: 0, body: null };
  const result = runBlock(statements, state);
  if (result.kind !== 'end' || (state.status === 0 && state.body === null)) return result;
  return state.body === null ? result : { kind: 'exit', status: state.status || 200, body: state.body };
}

function runBlock(statements: readonly LuaStatement[], state: State): LuaResult {
  for (const statement of statements) {
    const result = runStatement(statement, state);
    if (result !== null) return result;
  }
  return { kind: 'end' };
}

function runStatement(statement: LuaStatement, state: State): LuaResult | null {
  switch (statement.kind) {
    case 'local':
      state.locals.set(
        statement.name,
        isHeaderTable(statement.value) ? statement.value : evaluate(statement.value, state),
      );
      return null;
    case 'assign':
      return assign(statement.target, evaluate(statement.value, state), state);
    case 'call':
      return call(statement.call, state);
    case 'return':
      return statement.value === null ? { kind: 'end' } : (call(statement.value, state) ?? { kind: 'end' });
    case 'if':
      return runIf(statement, state);
  }
}

function runIf(statement: LuaStatement & { kind: 'if' }, state: State): LuaResult | null {
  for (const { condition, body } of statement.branches) {
    const value = evaluate(condition, state);
    if (value === UNKNOWN) return { kind: 'unknown' };
    if (value === null || value === false) continue;
    const result = runBlock(body, state);
    // Falling off the branch goes on behind the `if`; a `return` in it ends the block.
    return result.kind === 'end' && body.at(-1)?.kind !== 'return' ? null : result;
  }
  return null;
}

function assign(target: LuaExpression, value: LuaValue, state: State): LuaResult | null {
  const path = pathOf(target);
  if (path === 'ngx.status' && typeof value === 'number') {
    state.status = value;
    return null;
  }
  if (target.kind === 'index' && pathOf(target.of) === 'ngx.header') {
    const name = evaluate(target.key, state);
    if (typeof name !== 'string' || (typeof value !== 'string' && value !== null)) return { kind: 'unknown' };
    state.host.setHeader(name.replaceAll('_', '-'), value);
    return null;
  }
  if (target.kind === 'name' && state.locals.has(target.name)) {
    state.locals.set(target.name, value);
    return null;
  }
  return { kind: 'unknown' };
}

function call(expression: LuaExpression, state: State): LuaResult | null {
  if (expression.kind !== 'call') return { kind: 'unknown' };
  switch (pathOf(expression.callee)) {
    case 'ngx.log':
      return null;
    case 'ngx.say':
    case 'ngx.print': {
      const parts = expression.args.map((arg) => evaluate(arg, state));
      state.body = (state.body ?? '') + parts.filter((part) => typeof part === 'string').join('');
      return null;
    }
    case 'ngx.exit':
      return exit(expression.args[0], state);
    default:
      return { kind: 'unknown' };
  }
}

function exit(arg: LuaExpression | undefined, state: State): LuaResult {
  const status = arg === undefined ? UNKNOWN : evaluate(arg, state);
  if (typeof status !== 'number') return { kind: 'unknown' };
  if (state.body !== null) return { kind: 'exit', status: state.status || 200, body: state.body };
  if (status === 0 && state.status >= 200) return { kind: 'exit', status: state.status, body: '' };
  if (status < 200) return status === 0 ? { kind: 'end' } : { kind: 'unknown' };
  return { kind: 'exit', status, body: null };
}

function evaluate(expression: LuaExpression, state: State): LuaValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return local(expression.name, state);
    case 'index':
      return indexed(expression, state);
    case 'call':
      return pathOf(expression.callee) === 'ngx.req.get_method' ? state.host.method : UNKNOWN;
    case 'not': {
      const value = evaluate(expression.operand, state);
      return value === UNKNOWN ? UNKNOWN : value === null || value === false;
    }
    case 'binary':
      return binary(expression, state);
  }
}

function local(name: string, state: State): LuaValue {
  const value = state.locals.get(name);
  return value === undefined || (typeof value === 'object' && value !== null) ? UNKNOWN : value;
}

function indexed(expression: LuaExpression & { kind: 'index' }, state: State): LuaValue {
  const path = pathOf(expression.of);
  const key = evaluate(expression.key, state);
  if (typeof key !== 'string') return UNKNOWN;
  if (path === 'ngx') return inTable(CONSTANTS, key) ?? UNKNOWN;
  if (path === 'ngx.var') return known(state.host.variable(key));
  if (headersFrom(expression.of, state)) return known(state.host.header(key.replaceAll('_', '-')));
  return UNKNOWN;
}

function known(value: string | null | undefined): LuaValue {
  return value === undefined ? UNKNOWN : value;
}

/** Whether an expression is the table of the request's headers, itself or by a local name. */
function headersFrom(expression: LuaExpression, state: State): boolean {
  if (expression.kind !== 'name') return isHeaderTable(expression);
  const value = state.locals.get(expression.name);
  return typeof value === 'object' && value !== null && isHeaderTable(value);
}

function isHeaderTable(expression: LuaExpression): boolean {
  return expression.kind === 'call' && pathOf(expression.callee) === 'ngx.req.get_headers';
}

function binary({ operator, left, right }: LuaExpression & { kind: 'binary' }, state: State): LuaValue {
  const a = evaluate(left, state);
  if (operator === 'and' || operator === 'or') {
    if (a === UNKNOWN) return UNKNOWN;
    const truthy = a !== null && a !== false;
    return truthy === (operator === 'and') ? evaluate(right, state) : a;
  }
  const b = evaluate(right, state);
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  if (operator === '==') return a === b;
  if (operator === '~=') return a !== b;
  const text = (value: LuaValue) => typeof value === 'string' || typeof value === 'number';
  return operator === '..' && text(a) && text(b) ? `${String(a)}${String(b)}` : UNKNOWN;
}

/** A dotted name such as `ngx.req.get_headers`, `''` for anything else. */
function pathOf(expression: LuaExpression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'index' || expression.key.kind !== 'literal') return '';
  const base = pathOf(expression.of);
  return base === '' ? '' : `${base}.${String(expression.key.value)}`;
}
