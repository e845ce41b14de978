// What a function of the program compares the path of a request with.
import type { Met } from '../../kinds/express/program/everything';
import { type FunctionValue, stringOf, type Value } from '../../kinds/express/values';
import type { Call, Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { entryListed, literalsOf } from './literal-lists';
import { escaped } from './path-patterns';

/** The members of `req` that hold the path: behind the mounts, or as the client sent it. */
export type Carrier = 'path' | 'url' | 'originalUrl';

export type PathCheck = {
  readonly how: 'equal' | 'start' | 'pattern';
  readonly carrier: Carrier;
  /** The expression that reads the path. */
  readonly read: Place;
  /** Whether the query, if there is one, is still there. */
  readonly hasQuery: boolean;
  /** The text; for a pattern its source. */
  readonly text: string;
  readonly flags: string;
  /** How it is written, as messages show it. */
  readonly written: string;
  /** Where the text or pattern is written, else the whole check. */
  readonly at: Place;
  readonly isLiteral: boolean;
  /** The only method that it is for, of `${req.method} ${req.path}`; `null` for all. */
  readonly method: string | null;
  /** The whole check, such as `req.path.startsWith('/login')`; `null` where it is one of a list. */
  readonly whole: Place | null;
};

type Known = Map<FunctionValue, readonly PathCheck[]>;

const checked = new WeakMap<ExpressContext['everything'], Known>();

/** The checks that a function makes, its lists of paths entry by entry. */
export function pathChecksOf(context: ExpressContext, called: FunctionValue): readonly PathCheck[] {
  const known: Known = checked.get(context.everything) ?? new Map();
  checked.set(context.everything, known);
  const before = known.get(called);
  if (before !== undefined) return before;
  const checks: PathCheck[] = [];
  collect(context, called, requestFor(called), checks, 0);
  known.set(called, checks);
  return checks;
}

/** The request, for a handler that takes it apart where it names it: `({ path }, res, next) => …`. */
function requestFor({ node: { params }, at: { file } }: FunctionValue): readonly Value[] {
  const target = params[0]?.target;
  if (target?.kind !== 'objectPattern' || params.length > 3) return [];
  return [{ kind: 'parameter', role: 'req', name: 'req', at: { file, span: target.span } }];
}

/** Functions that a guard calls with the request or its path are looked into so deep. */
const MAX_DEPTH = 3;

function collect(
  context: ExpressContext,
  called: FunctionValue,
  args: readonly Value[],
  checks: PathCheck[],
  depth: number,
): void {
  const visitor = (met: Met): void => {
    checks.push(...checksAt(context, met));
    const { node, scope } = met;
    if (node.kind !== 'call' || depth >= MAX_DEPTH) return;
    const given = node.args.map((one) => context.evaluate(one.kind === 'spread' ? one.value : one, scope));
    if (!given.some((one) => readOf(one) !== null || isRequest(one))) return;
    const callee = context.evaluate(node.callee, scope);
    if (callee.kind === 'function' && callee.node !== called.node) {
      collect(context, callee, given, checks, depth + 1);
    }
  };
  context.everything.visitIn(called, visitor, args);
}

function isRequest(value: Value): boolean {
  return value.kind === 'parameter' && value.role === 'req';
}

/** A read of the path, and an expression that it is compared with; `entry` is one of the objects of a list. */
type Compared = {
  readonly how: PathCheck['how'];
  readonly path: Expression;
  readonly other: Expression;
  readonly entry?: string | null;
};

function checksAt(context: ExpressContext, met: Met): readonly PathCheck[] {
  const { node } = met;
  if (node.kind === 'switch') {
    return node.cases.flatMap(({ test }) =>
      test === null ? [] : checksOf(context, met, { how: 'equal', path: node.subject, other: test }),
    );
  }
  if (node.kind === 'forEach') return listChecks(context, met, node.values, node.target, node.body);
  if (node.kind === 'binary' && /^[!=]==?$/.test(node.operator)) {
    return [
      ...checksOf(context, met, { how: 'equal', path: node.left, other: node.right }),
      ...checksOf(context, met, { how: 'equal', path: node.right, other: node.left }),
    ];
  }
  return node.kind === 'call' ? callChecks(context, met, node) : [];
}

function callChecks(context: ExpressContext, met: Met, node: Call): readonly PathCheck[] {
  const [first] = node.args;
  if (node.callee.kind !== 'member' || first === undefined || first.kind === 'spread') return [];
  const { object, name } = node.callee;
  switch (name) {
    case 'startsWith':
      return checksOf(context, met, { how: 'start', path: object, other: first });
    case 'match':
      return checksOf(context, met, { how: 'pattern', path: object, other: first });
    case 'test':
    case 'exec':
      return checksOf(context, met, { how: 'pattern', path: first, other: object });
    case 'includes':
    case 'has':
    case 'indexOf':
      return [
        ...checksOf(context, met, { how: 'equal', path: first, other: object }),
        ...containChecks(context, met, object, first),
      ];
    case 'some':
    case 'find':
      return first.kind === 'function'
        ? listChecks(context, met, object, first.params[0]?.target, first)
        : [];
    default:
      return [];
  }
}

/** `req.path.includes('/public')` holds a text anywhere. */
function containChecks(
  context: ExpressContext,
  met: Met,
  path: Expression,
  text: Expression,
): readonly PathCheck[] {
  return checksOf(context, met, { how: 'equal', path, other: text }).map((one) => ({
    ...one,
    how: 'pattern',
    text: escaped(one.text),
    isLiteral: false,
  }));
}

/** `list.some((one) => req.path.startsWith(one))`, the same in a loop, and with a member of objects. */
function listChecks(
  context: ExpressContext,
  met: Met,
  list: Expression,
  param: Pattern | undefined,
  body: FunctionNode | Statement,
): readonly PathCheck[] {
  const checks: PathCheck[] = [];
  const add = (how: PathCheck['how'], path: Expression, one: Expression) => {
    const entry = param === undefined ? undefined : entryOfParam(param, one);
    if (entry === undefined) return;
    const found = checksOf(context, met, { how, path, other: list, entry });
    checks.push(...found.map((check) => ({ ...check, whole: null })));
  };
  walk(body, (node) => {
    if (node.kind === 'binary' && /^===?$/.test(node.operator)) {
      add('equal', node.left, node.right);
      add('equal', node.right, node.left);
    }
    if (node.kind !== 'call' || node.callee.kind !== 'member') return;
    const [first] = node.args;
    if (first === undefined || first.kind === 'spread') return;
    if (node.callee.name === 'startsWith') add('start', node.callee.object, first);
    if (node.callee.name === 'test') add('pattern', first, node.callee.object);
  });
  return checks;
}

/** Which member of a callback's parameter an expression is, `null` for the parameter itself; `undefined` for others. */
function entryOfParam(param: Pattern, one: Expression): string | null | undefined {
  if (param.kind === 'identifier') {
    if (one.kind === 'identifier') return one.name === param.name ? null : undefined;
    const isMember = one.kind === 'member' && one.object.kind === 'identifier';
    return isMember && one.object.kind === 'identifier' && one.object.name === param.name
      ? one.name
      : undefined;
  }
  if (param.kind !== 'objectPattern' || one.kind !== 'identifier') return undefined;
  const found = param.of.find(({ target }) => target.kind === 'identifier' && target.name === one.name);
  return found?.key.kind === 'name' ? found.key.name : undefined;
}

function checksOf(
  context: ExpressContext,
  { node, scope }: Met,
  { how, path, other, entry = null }: Compared,
): PathCheck[] {
  const read = readOf(context.evaluate(path, scope));
  if (read === null) return [];
  const whole = { file: scope.file, span: node.span };
  const listed = literalsOf(context, other, scope);
  const entries = entry === null ? listed : listed.flatMap((one) => entryListed(context, one, entry));
  return entries.flatMap(({ value, at, isLiteral }): PathCheck[] => {
    const whatIs = how === 'pattern' ? (value.kind === 'regex' ? value.pattern : null) : stringOf(value);
    const [, method = null, text = null] =
      read.isBehindMethod === true ? (/^([A-Z]+)[ :](\/.*)$/.exec(whatIs ?? '') ?? []) : [null, null, whatIs];
    if (text === null) return [];
    const flags = value.kind === 'regex' ? value.flags : '';
    const isListed = node.kind === 'switch' || other.kind === 'array' || other.kind === 'identifier';
    return [
      {
        how,
        carrier: read.carrier,
        hasQuery: read.hasQuery,
        read: { file: scope.file, span: path.span },
        text,
        flags,
        written: how === 'pattern' ? `/${text}/${flags}` : `'${text}'`,
        at: at ?? whole,
        isLiteral: isLiteral && method === null,
        method,
        whole: isListed ? null : whole,
      },
    ];
  });
}

const CARRIERS: readonly Carrier[] = ['path', 'url', 'originalUrl'];

/** Calls that leave a path what it is to who compares it: they change its case or its slashes. */
const TIDYING = new Set(['toLowerCase', 'toLocaleLowerCase', 'replace', 'trim', 'toString', 'normalize']);

type Read = Pick<PathCheck, 'carrier' | 'hasQuery'> & { readonly isBehindMethod?: boolean };

/** Which path a value is; `null` where it is none. */
function readOf(value: Value): Read | null {
  if (value.kind === 'operation' && value.operator === 'template') return readBehindMethod(value.of);
  if (value.kind === 'member') {
    const name = stringOf(value.name);
    const carrier = CARRIERS.find((one) => one === name);
    if (carrier !== undefined && value.of.kind === 'parameter' && value.of.role === 'req') {
      return { carrier, hasQuery: carrier !== 'path' };
    }
    // `req.originalUrl.split('?')[0]`
    if (value.of.kind !== 'call' || value.of.callee.kind !== 'member') return null;
    const isSplit = stringOf(value.of.callee.name) === 'split' && stringOf(value.of.args[0]) === '?';
    const inner = isSplit ? readOf(value.of.callee.of) : null;
    return inner === null ? null : { ...inner, hasQuery: false };
  }
  if (value.kind !== 'call' || value.callee.kind !== 'member') return null;
  const inner = TIDYING.has(stringOf(value.callee.name) ?? '') ? readOf(value.callee.of) : null;
  return inner === null ? null : { ...inner, hasQuery: false };
}

/** `${req.method} ${req.path}`, which tables of routes are looked up by. */
function readBehindMethod([start, method, between, path, end]: readonly Value[]): Read | null {
  const isMethod = method?.kind === 'member' && stringOf(method.name) === 'method' && isRequest(method.of);
  const isWhole = stringOf(start) === '' && stringOf(end) === '' && /^[ :]$/.test(stringOf(between) ?? '');
  const inner = isMethod && isWhole && path !== undefined ? readOf(path) : null;
  return inner === null ? null : { ...inner, isBehindMethod: true };
}
