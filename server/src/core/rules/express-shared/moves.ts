// Moves of the statements that add layers, where what they name is declared before their new place.
import type { Change } from '../../kinds/express/edits';
import { namesIn } from '../../kinds/express/program/hoist';
import type { Layer } from '../../kinds/express/stack';
import type { Statement } from '../../syntax/js/tree';
import { childrenOf, walk } from '../../syntax/js/walk';
import { comparePlaces, type Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/** Moves the statement of a layer in front of the one of another layer of the same list of statements. */
export function moveInFront(context: ExpressContext, moved: Layer, target: Layer): Change {
  const statement = statementOf(context, moved.at);
  if (statement === null || comparePlaces(target.at, moved.at) > 0) return null;
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'identifier') names.add(node.name);
  });
  if (declaredBetween(context, target.at, moved.at).some((name) => names.has(name))) return null;
  return context.change.moveBefore(moved.at, target.at);
}

/** Moves the statement of a layer behind the one of another layer of the same list of statements. */
export function moveBehind(context: ExpressContext, moved: Layer, target: Layer): Change {
  const isAlone = statementOf(context, moved.at) !== null;
  return isAlone && comparePlaces(moved.at, target.at) < 0
    ? context.change.moveAfter(moved.at, target.at)
    : null;
}

/** The statement that is a call and nothing else; `null` where the call is a part of a longer chain. */
function statementOf({ layer }: ExpressContext, { file, span }: Place): Statement | null {
  type Node = ReturnType<typeof childrenOf>[number];
  let list: readonly Node[] = layer.program.sources.tree(file)?.statements ?? [];
  for (;;) {
    const node = list.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    if (node === undefined) return null;
    const isWhole =
      node.kind === 'expression' && node.value.span.start === span.start && node.value.span.end === span.end;
    if (isWhole) return node;
    list = childrenOf(node);
  }
}

/** The names that statements between two places declare, and that cannot be used above them. */
function declaredBetween({ layer }: ExpressContext, from: Place, to: Place): readonly string[] {
  if (from.file !== to.file) return [];
  const names: string[] = [];
  const visit = (node: Statement): void => {
    walk(node, (one) => {
      if (one.span.end <= from.span.end || one.span.start >= to.span.start) return false;
      if (one.kind === 'variable') names.push(...one.declarations.flatMap(({ target }) => namesIn(target)));
      if (one.kind === 'classDeclaration' && one.class.name !== null) names.push(one.class.name);
      return true;
    });
  };
  for (const statement of layer.program.sources.tree(from.file)?.statements ?? []) visit(statement);
  return names;
}
