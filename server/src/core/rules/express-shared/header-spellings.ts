// Reads of req.headers by names that are not in lower case, under which Node keeps nothing.
import { spellingOf } from '../../kinds/express/behaviour/wants';
import type { Change } from '../../kinds/express/edits';
import { type Met, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import { type Scope, stringOf } from '../../kinds/express/values';
import type { Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { readsOn, trialsOf } from './ends';
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
  const { modules: all } = context.everything;
  const isGiven = all.some((texts) => mayRead(texts) === 'given') && all.some(givesHeaders);
  const modules = all.filter((texts) => mayRead(texts) === 'own' || (isGiven && mayRead(texts) === 'given'));
  if (modules.length === 0) return [];
  const written = modules.flatMap((texts) => readsIn(context, texts));
  const found = [...written, ...heardReads(context, written)];
  if (found.length === 0) return [];
  const set = new Set<string>();
  context.everything.each(['assign'], (met) => {
    const name = writtenName(context, met, met.node.target);
    if (name !== null) set.add(name);
  });
  return found.filter(({ name }) => !set.has(name));
}

/** Whether a module gives what may be the headers of a request to a function. */
const givesHeaders = perModule((texts): boolean => {
  let isFound = false;
  texts.each(['call', 'new'], ({ node, scope }) => {
    isFound ||= node.args.some((arg) => {
      if (arg.kind !== 'identifier') return arg.kind === 'member' && arg.name === 'headers';
      return mayBePart(texts, texts.evaluate(arg, scope), 'headers') === 'own';
    });
  });
  return isFound;
});

/** Whether something in a module may be the headers of a request, and is perhaps read by a name with capitals. */
const mayRead = perModule((texts): 'no' | 'given' | 'own' => {
  let found: 'no' | 'given' | 'own' = 'no';
  const look = (node: Expression, scope: Scope): void => {
    if (!isNamedAsHeaders(node)) return;
    const part = mayBePart(texts, texts.evaluate(node, scope), 'headers');
    if (found !== 'own' && part !== 'no') found = part;
  };
  texts.each(['member', 'index', 'variable'], ({ node, scope }) => {
    if (found === 'own') return;
    if (node.kind === 'member') {
      if (hasCapital(node.name)) look(node.object, scope);
    } else if (node.kind === 'index') {
      if (node.index.kind !== 'string' || hasCapital(node.index.value)) look(node.object, scope);
    } else {
      for (const { target, init } of node.declarations) {
        if (init !== null && takesCapitals(target)) look(init, scope);
      }
    }
  });
  return found;
});

/** Whether a pattern takes something by a name that has capitals, or that its text does not show. */
function takesCapitals(target: Pattern): boolean {
  return (
    target.kind === 'objectPattern' &&
    target.of.some(({ key }) => key.kind !== 'name' || hasCapital(key.name))
  );
}

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

/** What the run of handlers reads so, in ways that the texts alone do not show: by names of tables, of fields, of calls. */
function heardReads(context: ExpressContext, written: readonly CapitalRead[]): readonly CapitalRead[] {
  const found: CapitalRead[] = [];
  for (const trial of context.routes.flatMap((route) => trialsOf(context, route))) {
    const notes = [...readsOn(context, trial.request)];
    for (const { name, at } of notes.flatMap((note) => spellingOf(note) ?? [])) {
      const isKnown = ({ at: other }: CapitalRead) =>
        other.file === at.file && at.span.start <= other.span.start && other.span.end <= at.span.end;
      if (written.some(isKnown) || found.some(isKnown)) continue;
      const read = context.everything.module(at.file)?.all.find(({ node: { kind, span } }) => {
        const isRead = kind === 'member' || kind === 'index';
        return isRead && span.start === at.span.start && span.end === at.span.end;
      });
      const hasOther = notes.includes(`header ${name.toLowerCase()}`);
      found.push({
        ...(read === undefined ? { name, at, fix: null } : named(context, read, name)),
        hasOther,
        in: read?.within.at(-1) ?? null,
      });
    }
  }
  return found;
}

type Named = Pick<CapitalRead, 'name' | 'at' | 'fix'>;

function namesAt(context: ExpressContext, met: Met): readonly Named[] {
  const { node, scope } = met;
  switch (node.kind) {
    case 'member':
      return hasCapital(node.name) && isHeadersNode(context, node.object, met)
        ? [named(context, met, node.name)]
        : [];
    case 'index': {
      if (!isHeadersNode(context, node.object, met)) return [];
      const name = stringOf(context.evaluate(node.index, scope));
      return name !== null && hasCapital(name) ? [named(context, met, name)] : [];
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

/** A read of a member: where the name stands, and the edit where it is written there. */
function named({ change }: ExpressContext, { node, scope }: Met, name: string): Named {
  const span = node.kind === 'member' ? node.nameSpan : node.kind === 'index' ? node.index.span : node.span;
  const at = { file: scope.file, span };
  const lower = name.toLowerCase();
  if (node.kind === 'member') return { name, at, fix: change.replace(at, lower) };
  const isLiteral = node.kind === 'index' && node.index.kind === 'string';
  return { name, at, fix: isLiteral ? change.replace(at, `'${lower}'`) : null };
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
