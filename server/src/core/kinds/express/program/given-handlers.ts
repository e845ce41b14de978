// The handlers that `use`, a method or a route is given: lists are taken apart, and each is called as it is written.
import type { Expression } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import type { ArrayValue, EitherValue, StackValue, Value } from '../values';
import type { CallSite, Given } from './call';
import { itemsOfValue } from './collections';
import { conditionPresence } from './conditions';
import type { DraftHandler } from './draft';
import { elementsOf, listOfElements } from './lists';
import { isPatched, type Run, unknown } from './run';

/**
 * Handlers as they are given; lists are flattened, and what a spread may add is unknown. An app that is put into itself
 * is what a half-typed call makes of the next line, `app.get('/x', (app.use(guard)`, and no more is known of it.
 */
export function handlersOf(
  run: Run,
  given: readonly Given[],
  site: CallSite,
  self: StackValue,
): readonly DraftHandler[] {
  const isAwaited = isPatched(run);
  const handlers = given
    .flatMap((one) => flatten(one, one.node))
    .map((one): DraftHandler => {
      const isSelf = one.value.kind === self.kind && one.value.id === self.id;
      const value = isSelf ? unknown('an app is put into itself', one.at) : one.value;
      return { ...one, value, isAwaited };
    });
  if (!site.mayHaveMore) return handlers;
  return [...handlers, { value: unknown('there may be more handlers', site.at), name: null, at: site.at }];
}

/** Lists in lists are followed so deep; one that holds itself has no end. */
export const MAX_LISTS = 20;

/** What is given for handlers, its lists taken apart. */
export function flatten(given: Given, node: Expression | null, depth = 0): readonly DraftHandler[] {
  const { value, at } = given;
  if (depth > MAX_LISTS) return [{ value: unknown('a list is too deep', at), name: null, at }];
  const { presence } = given;
  if (value.kind === 'either') {
    const choice = itemsOfValue(value, at) ?? guardOfChoice(value, at);
    if (choice !== null) return flatten({ value: choice, node: null, at, presence }, null, depth + 1);
  }
  if (value.kind !== 'array') return [{ value, name: nameOf(given), at, presence }];
  const isAligned =
    node?.kind === 'array' &&
    node.of.length === value.elements.length &&
    node.of.every((one) => one !== null && one.kind !== 'spread');
  const all = value.elements.flatMap((element, i) => {
    const inner = isAligned ? (node.of[i] ?? null) : null;
    const own = value.conditions?.get(i);
    return flatten(
      {
        value: element,
        node: inner,
        at: inner === null ? at : { file: at.file, span: inner.span },
        presence: own === undefined ? presence : [...(presence ?? []), ...own],
      },
      inner,
      depth + 1,
    );
  });
  if (elementsOf(value) !== null) return all;
  return [...all, { value: unknown('there may be more handlers', at), name: null, at }];
}

/** Of a choice between a handler and what does no more than go on, the first, under the condition that chooses it. */
function guardOfChoice({ of, when }: EitherValue, at: Place): ArrayValue | null {
  const passing = of.findIndex(goesOn);
  const other = of[1 - passing];
  if (when === null || of.length !== 2 || passing < 0) return null;
  if (other?.kind !== 'function' && other?.kind !== 'call') return null;
  const presence = [conditionPresence(when, at, passing === 0)];
  return listOfElements({ presence: [] }, [{ value: other, presence }]);
}

/** `(req, res, next) => next()`, or an empty list. */
function goesOn(value: Value): boolean {
  if (value.kind === 'array') return value.elements.length === 0 && !value.isOpen;
  if (value.kind !== 'function' || value.node.params.length !== 3) return false;
  const [only, ...others] = value.node.body;
  const last = value.node.params[2]?.target;
  if (others.length > 0 || (only?.kind !== 'return' && only?.kind !== 'expression')) return false;
  const { value: done } = only;
  const isNext = done?.kind === 'call' && done.args.length === 0 && done.callee.kind === 'identifier';
  return isNext && last?.kind === 'identifier' && last.name === done.callee.name;
}

/** What a handler is called: as it is written, else by its own name. */
export function nameOf({ value, node }: Pick<Given, 'value' | 'node'>): string | null {
  const written = node === null ? null : writtenName(node);
  if (written !== null) return written;
  return value.kind === 'function' ? value.node.name : null;
}

function writtenName(node: Expression): string | null {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'this':
      return 'this';
    case 'member': {
      const object = writtenName(node.object);
      return object === null ? node.name : `${object}.${node.name}`;
    }
    case 'call': {
      const callee = writtenName(node.callee);
      const isBind = node.callee.kind === 'member' && node.callee.name === 'bind';
      if (isBind && node.callee.kind === 'member') return writtenName(node.callee.object);
      return callee === null ? null : `${callee}()`;
    }
    default:
      return null;
  }
}
