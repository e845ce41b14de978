// Guards that depend on NODE_ENV: which comparisons they stand under, and how these are spelled anew.
import type { Change } from '../../kinds/express/edits';
import { ALWAYS, type Presence } from '../../kinds/express/stack';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { type EnvironmentTest, environmentTest, guardedWhere } from './environments';
import { nodeAt } from './literals';

/** The comparisons of NODE_ENV that a guard depends on: those around it, and one in it that lets everything pass. */
export function testsOf(
  context: ExpressContext,
  { handler, presence: conditions }: PlacedHandler,
): readonly { readonly test: EnvironmentTest; readonly presence: Presence }[] {
  const { source } = handler.behaviour;
  const own = source.kind === 'written' ? guardedWhere(context, source.function) : null;
  const around = conditions.flatMap((presence) => {
    const test = environmentTest(presence);
    return test === null ? [] : [{ test, presence }];
  });
  return own === null ? around : [...around, { test: own, presence: ALWAYS }];
}

/** Whether a condition is one of those under which something is there. */
export function hasSame(presences: readonly Presence[], presence: Presence): boolean {
  return presences.some(
    (one) =>
      one.kind === 'perhaps' &&
      presence.kind === 'perhaps' &&
      one.key === presence.key &&
      one.negated === presence.negated,
  );
}

/** The comparison with 'production' in the place of its text. */
export function withProduction(context: ExpressContext, { at, text }: EnvironmentTest): Change {
  const node = nodeAt(context, at);
  // Of a case of a switch, the text is all that is written.
  const sides = node?.kind === 'binary' ? [node.left, node.right] : [node];
  const literal = sides.find((one) => one?.kind === 'string' && one.value === text);
  if (literal === undefined || literal === null) return null;
  const place = { file: at.file, span: literal.span };
  const quote = context.change.textOf(place).charAt(0);
  return context.change.replace(place, `${quote}production${quote}`);
}
