// Where a program reads a property of the request that handlers put there, such as req.user.
import type { Met } from '../../kinds/express/program/everything';
import type { Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { some } from '../../syntax/js/walk';
import type { Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isRequest } from './request-values';

export type PropertyRead = {
  /** The name of the property. */
  readonly at: Place;
  readonly within: readonly FunctionNode[];
  /** Whether `?.` follows it, so that nothing fails where it is undefined. */
  readonly isOptional: boolean;
};

/**
 * The reads of `req.name`, without those next to a read of `req.other`; `null` where the program itself may put
 * something there.
 */
export function propertyReads(
  context: ExpressContext,
  name: string,
  other: string,
): readonly PropertyRead[] | null {
  const found: PropertyRead[] = [];
  const skipped: Span[] = [];
  const targets = new Set<Span>();
  const optional = new Set<Span>();
  let isSet = false;
  context.everything.each(
    ['member', 'index', 'assign', 'call', 'logical', 'conditional', 'variable'],
    (met) => {
      const { node, scope, within } = met;
      if ((node.kind === 'member' || node.kind === 'index') && node.isOptional)
        optional.add(node.object.span);
      if (node.kind === 'assign') {
        isSet ||= sets(node.target, name);
        targets.add(node.target.span);
      }
      isSet ||= node.kind === 'call' && copiesInto(context, node, met, name);
      if ((node.kind === 'logical' || node.kind === 'conditional') && names(node, other))
        skipped.push(node.span);
      if (skipped.some((one) => one.start <= node.span.start && node.span.end <= one.end)) return;
      if (
        node.kind === 'member' &&
        node.name === name &&
        !targets.has(node.span) &&
        isRequestNode(context, node.object, met)
      ) {
        found.push({
          at: { file: scope.file, span: node.nameSpan },
          within,
          isOptional: optional.has(node.span),
        });
      }
      if (node.kind !== 'variable') return;
      for (const { target, init } of node.declarations) {
        if (init === null || target.kind !== 'objectPattern' || !isRequestNode(context, init, met)) continue;
        const entry = target.of.find(({ key }) => key.kind === 'name' && key.name === name);
        const hasOther = target.of.some(({ key }) => key.kind === 'name' && key.name === other);
        if (entry !== undefined && !hasOther)
          found.push({ at: { file: scope.file, span: entry.key.span }, within, isOptional: false });
      }
    },
  );
  return isSet ? null : [...found, ...parameterReads(context, name, other)];
}

/** `({ user }, res, next) => …`: handlers that take the request apart where they name it. */
function parameterReads(context: ExpressContext, name: string, other: string): readonly PropertyRead[] {
  const nodes = new Map(
    context.handlers.flatMap(({ handler: { behaviour, arity } }) =>
      behaviour.source.kind === 'written' && behaviour.source.function.bound.length === 0 && arity !== 4
        ? [[behaviour.source.function.node, behaviour.source.function.at.file] as const]
        : [],
    ),
  );
  return [...nodes].flatMap(([node, file]): PropertyRead[] => {
    const target = node.params[0]?.target;
    if (target?.kind !== 'objectPattern') return [];
    const entry = target.of.find(({ key }) => key.kind === 'name' && key.name === name);
    const hasOther = target.of.some(({ key }) => key.kind === 'name' && key.name === other);
    return entry === undefined || hasOther
      ? []
      : [{ at: { file, span: entry.key.span }, within: [node], isOptional: false }];
  });
}

/** Whether an assignment gives something called so a value, whatever it belongs to. */
function sets(target: Pattern, name: string): boolean {
  if (target.kind === 'member') return target.name === name;
  return target.kind === 'index' && target.index.kind === 'string' && target.index.value === name;
}

/** `Object.assign(req, { name })`, `Object.defineProperty(req, 'name', …)`. */
function copiesInto(
  context: ExpressContext,
  { callee, args }: Extract<Expression, { kind: 'call' }>,
  met: Met,
  name: string,
): boolean {
  const isObject =
    callee.kind === 'member' && callee.object.kind === 'identifier' && callee.object.name === 'Object';
  const [first, ...rest] = args;
  if (!isObject || first === undefined || first.kind === 'spread' || !isRequestNode(context, first, met))
    return false;
  return rest.some(
    (one) => one.kind === 'spread' || one.kind !== 'object' || names(one, name) || hasKey(one, name),
  );
}

function hasKey({ of }: Extract<Expression, { kind: 'object' }>, name: string): boolean {
  return of.some((one) => one.kind === 'spread' || one.key.kind !== 'name' || one.key.name === name);
}

function isRequestNode(context: ExpressContext, node: Expression, { scope }: Met): boolean {
  return node.kind === 'identifier' && isRequest(context, context.evaluate(node, scope));
}

function names(node: Expression | Statement, name: string): boolean {
  return some(node, (one) => one.kind === 'member' && one.name === name);
}
