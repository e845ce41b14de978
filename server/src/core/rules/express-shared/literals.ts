// Where something is written: nodes of the texts by their place, and the entries of object literals.
import type { Expression, Property, Statement } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';

type Node = Expression | Statement;

/** The expression or statement that fills a place exactly, the outermost one; `null` where none does. */
export function nodeAt({ layer }: Pick<ExpressContext, 'layer'>, { file, span }: Place): Node | null {
  let list: readonly Node[] = layer.program.sources.tree(file)?.statements ?? [];
  for (;;) {
    const node = list.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    if (node === undefined) return null;
    if (node.span.start === span.start && node.span.end === span.end) return node;
    list = childrenOf(node);
  }
}

/** The entry of a name in the object literal at a place; the last one counts. */
export function entryAt(
  context: Pick<ExpressContext, 'layer'>,
  object: Place,
  name: string,
): Property | null {
  const node = nodeAt(context, object);
  if (node?.kind !== 'object') return null;
  const named = node.of.filter(
    (one): one is Property => one.kind === 'property' && one.key.kind === 'name' && one.key.name === name,
  );
  return named.at(-1) ?? null;
}

/** Where the entry of a name stands, else the whole object. */
export function entryPlace(context: Pick<ExpressContext, 'layer'>, object: Place, name: string): Place {
  const entry = entryAt(context, object, name);
  return entry === null ? object : { file: object.file, span: entry.span };
}
