// Reads of req.headers by names that are not in lower case, under which Node keeps nothing.
import type { Change } from '../../kinds/express/edits';
import { type Met, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import { type Scope, stringOf } from '../../kinds/express/values';
import type { Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { headerRead, isHeaders, mayBePart } from './request-values';

/** A read of a header by a name with capitals. */
export type CapitalRead = {
  readonly name: string;
  readonly at: Place;
  readonly fix: Change;
  /** Whether the same name in lower case is read where this one is not there. */
  readonly hasOther: boolean;
  /** The innermost function around it. */
  readonly in: FunctionNode | null;
};

/** The reads by names with capitals, without those of names that the program itself puts there. */
export function capitalReads(context: ExpressContext): readonly CapitalRead[] {
  const found = context.everything.modules.filter(mayRead).flatMap((texts) => readsIn(context, texts));
  if (found.length === 0) return [];
  const written = new Set<string>();
  context.everything.each(['assign'], (met) => {
    const name = writtenName(context, met, met.node.target);
    if (name !== null) written.add(name);
  });
  return found.filter(({ name }) => !written.has(name));
}

/** Whether something in a module may be the headers of a request, and is read by a name with capitals. */
const mayRead = perModule((texts): boolean => {
  let isFound = false;
  const mayBe = (node: Expression, scope: Scope) =>
    isNamedAsHeaders(node) && mayBePart(texts, texts.evaluate(node, scope), 'headers');
  texts.each(['member', 'index', 'variable'], ({ node, scope }) => {
    if (isFound) return;
    if (node.kind === 'member') isFound = hasCapital(node.name) && mayBe(node.object, scope);
    else if (node.kind === 'index') isFound = mayBe(node.object, scope);
    else {
      isFound = node.declarations.some(
        ({ target, init }) => init !== null && target.kind === 'objectPattern' && mayBe(init, scope),
      );
    }
  });
  return isFound;
});

function readsIn(context: ExpressContext, texts: ModuleTexts): readonly CapitalRead[] {
  const found: CapitalRead[] = [];
  const targets = new Set<Span>();
  const others: Place[] = [];
  texts.each(['assign', 'logical', 'member', 'index', 'variable'], (met) => {
    const { node, scope } = met;
    if (node.kind === 'assign') targets.add(node.target.span);
    if (node.kind === 'logical' && readsLowerCase(context, node, met)) {
      others.push({ file: scope.file, span: node.span });
    }
    for (const { name, at, fix } of namesAt(context, met)) {
      if (targets.has(node.span)) continue;
      const hasOther = others.some(
        ({ file, span }) => file === at.file && span.start <= at.span.start && at.span.end <= span.end,
      );
      found.push({ name, at, fix, hasOther, in: met.within.at(-1) ?? null });
    }
  });
  return found;
}

type Named = Pick<CapitalRead, 'name' | 'at' | 'fix'>;

function namesAt(context: ExpressContext, met: Met): readonly Named[] {
  const { node, scope } = met;
  const { change } = context;
  switch (node.kind) {
    case 'member': {
      if (!hasCapital(node.name) || !isHeadersNode(context, node.object, met)) return [];
      const at = { file: scope.file, span: node.nameSpan };
      return [{ name: node.name, at, fix: change.replace(at, node.name.toLowerCase()) }];
    }
    case 'index': {
      if (!isHeadersNode(context, node.object, met)) return [];
      const name = stringOf(context.evaluate(node.index, scope));
      if (name === null || !hasCapital(name)) return [];
      const at = { file: scope.file, span: node.index.span };
      const isLiteral = node.index.kind === 'string';
      return [{ name, at, fix: isLiteral ? change.replace(at, `'${name.toLowerCase()}'`) : null }];
    }
    case 'variable':
      return node.declarations.flatMap(({ target, init }) =>
        init !== null && target.kind === 'objectPattern' && isHeadersNode(context, init, met)
          ? takenApart(context, target, met)
          : [],
      );
    default:
      return [];
  }
}

/** `const { Authorization } = req.headers`. */
function takenApart(
  { change }: ExpressContext,
  { of }: Extract<Pattern, { kind: 'objectPattern' }>,
  { scope }: Met,
): readonly Named[] {
  return of.flatMap(({ key, target, span }): Named[] => {
    const name = key.kind === 'name' ? key.name : null;
    if (name === null || !hasCapital(name)) return [];
    const at = { file: scope.file, span: key.span };
    const isShort = target.kind === 'identifier' && target.span.start === span.start;
    const lower = /^[\w$]+$/.test(name) ? name.toLowerCase() : `'${name.toLowerCase()}'`;
    return [{ name, at, fix: change.replace(at, isShort ? `${lower}: ${name}` : lower) }];
  });
}

function hasCapital(name: string): boolean {
  return name !== name.toLowerCase() && /^[\w-]+$/.test(name);
}

/** Whether an expression is the headers of a request; names that cannot lead there are not looked into. */
function isHeadersNode(context: ExpressContext, node: Expression, { scope }: Met): boolean {
  return isNamedAsHeaders(node) && isHeaders(context, context.evaluate(node, scope));
}

function isNamedAsHeaders(node: Expression): boolean {
  return node.kind === 'identifier' || (node.kind === 'member' && node.name === 'headers');
}

function writtenName(context: ExpressContext, met: Met, target: Pattern): string | null {
  if (target.kind === 'member') return isHeadersNode(context, target.object, met) ? target.name : null;
  if (target.kind !== 'index' || !isHeadersNode(context, target.object, met)) return null;
  return stringOf(context.evaluate(target.index, met.scope));
}

/** Whether one side of `a || b` reads a header by a name that is there. */
function readsLowerCase(context: ExpressContext, node: Expression | Statement, { scope }: Met): boolean {
  let found = false;
  walk(node, (one) => {
    if (found || one.kind === 'function') return false;
    if (one.kind !== 'member' && one.kind !== 'index' && one.kind !== 'call') return true;
    const isPlain = one.kind === 'member' && hasCapital(one.name);
    const isIndexed = one.kind === 'index' && one.index.kind === 'string' && hasCapital(one.index.value);
    if (!isPlain && !isIndexed) found = headerRead(context, context.evaluate(one, scope)) !== null;
    return !found;
  });
  return found;
}
