// Tests of the scheme of the Authorization header that only one spelling of it passes.
import { type Met, perModule } from '../../kinds/express/program/everything';
import { type Evaluate, type Scope, stringOf, type Value } from '../../kinds/express/values';
import type { Call, Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import type { Edit } from '../../text/edit';
import type { Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { givenTo } from './callers';
import { headerRead } from './request-values';

export type SchemeTest = {
  /** The scheme as the test wants it spelt. */
  readonly scheme: string;
  readonly at: Place;
  /** The innermost function around it. */
  readonly in: FunctionNode | null;
  /** Edits that make it one that any spelling passes; `null` where that is not known. */
  readonly edits: readonly Edit[] | null;
};

type Found = Pick<SchemeTest, 'scheme' | 'edits'>;

/** All such tests of a program, in order. Functions that test for another spelling as well are left out. */
export function schemeTests(context: ExpressContext): readonly SchemeTest[] {
  const all: SchemeTest[] = [];
  for (const met of context.everything.modules.flatMap(schemesIn)) {
    const { node, scope, within } = met;
    const add = (found: Found | null, span = node.span) => {
      if (found !== null) all.push({ ...found, at: { file: scope.file, span }, in: within.at(-1) ?? null });
    };
    if (node.kind === 'call') add(testOfCall(context, node, met));
    else if (node.kind === 'binary') add(comparison(context, node, met));
    else if (isFirstPart(context, context.evaluate(node.subject, scope))) {
      for (const { scheme, span } of schemesOfCases(context.evaluate, node, scope))
        add({ scheme, edits: null }, span);
    }
  }
  return all.filter(
    (one) =>
      !all.some(
        (other) =>
          other.in === one.in &&
          other.scheme !== one.scheme &&
          other.scheme.toLowerCase() === one.scheme.toLowerCase(),
      ),
  );
}

type Comparison = Extract<Expression, { kind: 'binary' }>;
type Switch = Extract<Statement, { kind: 'switch' }>;

/** What of a module looks for a scheme in something, be it the header or not. */
const schemesIn = perModule((texts): readonly Met<Call | Comparison | Switch>[] => {
  const found: Met<Call | Comparison | Switch>[] = [];
  const { evaluate } = texts;
  texts.each(['call', 'binary', 'switch'], (met) => {
    const { node, scope } = met;
    const isOne =
      node.kind === 'call'
        ? schemeOfCall(evaluate, node, met) !== null
        : node.kind === 'switch'
          ? schemesOfCases(evaluate, node, scope).length > 0
          : isEquality(node) &&
            [node.left, node.right].some((side) => schemeOfSide(evaluate, side, scope) !== null);
    if (isOne) found.push(met);
  });
  return found;
});

/** The schemes that cases name, with their places. */
function schemesOfCases(evaluate: Evaluate, { cases }: Switch, scope: Scope) {
  return cases.flatMap(({ test }) => {
    const scheme = test === null ? null : schemeOfText(stringOf(evaluate(test, scope)));
    return test === null || scheme === null || !/^(?:bearer|basic|digest|token|jwt)$/i.test(scheme)
      ? []
      : [{ scheme, span: test.span }];
  });
}

/** The scheme that a call looks for, and in what. */
function schemeOfCall(
  evaluate: Evaluate,
  { callee, args }: Call,
  { scope }: Met,
): { readonly scheme: string; readonly where: Expression; readonly what: Expression } | null {
  const [first] = args;
  if (callee.kind !== 'member' || first === undefined || first.kind === 'spread') return null;
  const isOfRegex = callee.name === 'test' || callee.name === 'exec';
  if (!isOfRegex && !METHODS.has(callee.name)) return null;
  const [what, where] = isOfRegex ? [callee.object, first] : [first, callee.object];
  const value = evaluate(what, scope);
  const isRegex = isOfRegex || value.kind === 'regex';
  const scheme = isRegex ? schemeOfRegex(value) : schemeOfText(stringOf(value));
  return scheme === null ? null : { scheme, where, what };
}

function schemeOfSide(evaluate: Evaluate, side: Expression, scope: Scope): string | null {
  const isNamed = side.kind === 'member' && /scheme|bearer|basic|prefix|type/i.test(side.name);
  if (side.kind !== 'string' && side.kind !== 'identifier' && !isNamed) return null;
  return schemeOfText(stringOf(evaluate(side, scope)));
}

function isEquality({ operator }: Comparison): boolean {
  return /^[!=]==?$/.test(operator);
}

function testOfCall(context: ExpressContext, node: Call, met: Met): Found | null {
  const found = schemeOfCall(context.evaluate, node, met);
  if (found === null || !isHeaderNode(context, found.where, met)) return null;
  const { scheme, what } = found;
  if (context.evaluate(what, met.scope).kind === 'regex') return { scheme, edits: insensitive(what, met) };
  return { scheme, edits: what.kind === 'string' ? editsOf(context, node, what, met) : null };
}

const METHODS = new Set(['startsWith', 'indexOf', 'includes', 'split', 'replace', 'match', 'search']);

/** A text that is a scheme, with or without the blank behind it. */
function schemeOfText(text: string | null): string | null {
  return /^([A-Za-z][\w-]{2,}) ?$/.exec(text ?? '')?.[1] ?? null;
}

function schemeOfRegex(value: Value): string | null {
  if (value.kind !== 'regex' || value.flags.includes('i')) return null;
  return (
    /^\^?(?:\(\??:?)?(Bearer|Basic|Token|JWT|Digest|bearer|basic|token)\b/.exec(value.pattern)?.[1] ?? null
  );
}

/** `parts[0] === 'Bearer'`, `header.slice(0, 7) === 'Bearer '`. */
function comparison(context: ExpressContext, node: Comparison, met: Met): Found | null {
  if (!isEquality(node)) return null;
  for (const [literal, part] of [
    [node.right, node.left],
    [node.left, node.right],
  ] as const) {
    const scheme = schemeOfSide(context.evaluate, literal, met.scope);
    if (scheme === null || !isFirstPart(context, context.evaluate(part, met.scope))) continue;
    if (literal.kind !== 'string') return { scheme, edits: null };
    const dot = part.kind === 'call' ? '.' : '?.';
    return { scheme, edits: [insert(met, part.span, `${dot}toLowerCase()`), lowered(context, literal, met)] };
  }
  return null;
}

/** Whether a value is what stands in front of the credentials in the header. */
function isFirstPart(context: ExpressContext, value: Value): boolean {
  if (value.kind === 'operation' && value.operator === '?:') {
    return value.of.slice(1).some((one) => isFirstPart(context, one));
  }
  const [list, index] = value.kind === 'member' ? [value.of, value.name] : [value, null];
  if (list.kind === 'operation' && list.operator === '?:' && value.kind === 'member') {
    return list.of.slice(1).some((of) => isFirstPart(context, { ...value, of }));
  }
  if (list.kind !== 'call' || list.callee.kind !== 'member' || !isHeader(context, list.callee.of))
    return false;
  const method = stringOf(list.callee.name);
  const [from] = list.args;
  if (index !== null) {
    const isFirst = index.kind === 'number' ? index.value === 0 : stringOf(index) === '0';
    return method === 'split' && isFirst;
  }
  return /^(?:slice|substr|substring)$/.test(method ?? '') && from?.kind === 'number' && from.value === 0;
}

function isHeaderNode(context: ExpressContext, node: Expression, { scope }: Met): boolean {
  return isHeader(context, context.evaluate(node, scope));
}

/** Whether a value is the Authorization header as it was sent, or a text in its place where there is none. */
function isHeader(context: ExpressContext, value: Value, depth = 0): boolean {
  if (depth > 6) return false;
  const isOne = (inner: Value) => isHeader(context, inner, depth + 1);
  if (headerRead(context, value) === 'authorization') return true;
  switch (value.kind) {
    case 'operation':
      return value.operator === '?:' && value.of.slice(1).some(isOne);
    case 'either':
      return value.of.some(isOne);
    case 'parameter':
      return givenTo(context, value).some((given) => isOne(given.value));
    case 'call': {
      const { callee, args } = value;
      if (callee.kind === 'global') return callee.path.join('.') === 'String' && args.some(isOne);
      const isSame = callee.kind === 'member' && /^(?:trim|toString)$/.test(stringOf(callee.name) ?? '');
      return isSame && callee.kind === 'member' && isOne(callee.of);
    }
    default:
      return false;
  }
}

/** The edits of a test by a text. */
function editsOf(
  context: ExpressContext,
  { callee, span }: Call,
  literal: Extract<Expression, { kind: 'string' }>,
  met: Met,
): readonly Edit[] | null {
  if (callee.kind !== 'member') return null;
  const { file } = met.scope;
  const pattern = literal.value.toLowerCase();
  switch (callee.name) {
    case 'startsWith': {
      const object = context.change.textOf({ file, span: callee.object.span });
      const test = `/^${pattern}/i.test(${object})`;
      // So that TypeScript still knows behind it that the header is there.
      return [{ file, span, newText: callee.isOptional ? `(${object} && ${test})` : test }];
    }
    case 'replace':
      return [{ file, span: literal.span, newText: `/^${pattern}/i` }];
    case 'split':
      return [{ file, span: literal.span, newText: `/${pattern}/i` }];
    case 'indexOf':
    case 'includes': {
      const dot = callee.isOptional ? '?.' : '.';
      return [insert(met, callee.object.span, `${dot}toLowerCase()`), lowered(context, literal, met)];
    }
    default:
      return null;
  }
}

function insensitive(regex: Expression, { scope }: Met): readonly Edit[] | null {
  if (regex.kind !== 'regex') return null;
  const { end } = regex.span;
  return [{ file: scope.file, span: { start: end, end }, newText: 'i' }];
}

function insert({ scope }: Met, { end }: Span, newText: string): Edit {
  return { file: scope.file, span: { start: end, end }, newText };
}

function lowered({ change }: ExpressContext, { span }: Expression, { scope }: Met): Edit {
  const at = { file: scope.file, span };
  return { ...at, newText: change.textOf(at).toLowerCase() };
}
