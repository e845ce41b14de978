// Conditions of the program on NODE_ENV: for which of its values what stands under them is there.
import { foldersAbove } from '../../kinds/express/modules/packages';
import { perModule } from '../../kinds/express/program/everything';
import type { Presence } from '../../kinds/express/stack';
import { type FunctionValue, type Scope, stringOf, type Value } from '../../kinds/express/values';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { closest } from '../../text/closest';
import { joinPath } from '../../text/path';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/** A comparison of NODE_ENV with a text. */
export type EnvironmentTest = {
  readonly text: string;
  /** Whether what stands under the condition is there where NODE_ENV is this text, or where it is another. */
  readonly isThereWhere: 'equal' | 'other';
  /** The comparison. */
  readonly at: Place;
};

/** The comparison that a condition of the program is; `null` for other conditions. */
export function environmentTest(presence: Presence): EnvironmentTest | null {
  return presence.kind === 'always' ? null : comparison(presence.test, presence.holds);
}

function comparison(test: Value, holds: boolean): EnvironmentTest | null {
  if (test.kind !== 'operation') return null;
  const { operator, of, at } = test;
  const [left, right] = of;
  if (operator === '!') return left === undefined ? null : comparison(left, !holds);
  const isEqual = operator === '===' || operator === '==';
  if (!isEqual && operator !== '!==' && operator !== '!=') return null;
  const text = isNodeEnv(left) ? stringOf(right) : isNodeEnv(right) ? stringOf(left) : null;
  return text === null ? null : { text, isThereWhere: isEqual === holds ? 'equal' : 'other', at };
}

function isNodeEnv(value: Value | undefined): boolean {
  return value?.kind === 'env' && value.name === 'NODE_ENV';
}

/**
 * The comparison under which a guard of the program lets everything pass, such as
 * `if (process.env.NODE_ENV !== 'production') return next()`, said of where it guards.
 */
export function guardedWhere(context: ExpressContext, written: FunctionValue): EnvironmentTest | null {
  const { node: guard } = written;
  if (!mayGoOn(guard)) return null;
  const known = guarded.get(context.everything) ?? new Map<FunctionNode, EnvironmentTest | null>();
  guarded.set(context.everything, known);
  const before = known.get(guard);
  if (before !== undefined) return before;
  const test = testIn(context, written);
  known.set(guard, test);
  return test;
}

/** Whether a function goes on at once under some condition. */
export function mayGoOn({ body }: FunctionNode): boolean {
  return body.some((statement) => statement.kind === 'if' && goesOn(statement.whenTrue));
}

/** A guard that a factory makes stands in the stack many times, and is looked at once. */
const guarded = new WeakMap<object, Map<FunctionNode, EnvironmentTest | null>>();

function testIn(context: ExpressContext, { node: guard, at }: FunctionValue): EnvironmentTest | null {
  const texts = context.everything.module(at.file);
  const ways = texts === null ? undefined : waysOnIn(texts).get(guard);
  for (const { test, scope } of ways ?? []) {
    const found = comparison(context.evaluate(test, scope), false);
    if (found !== null) return found;
  }
  return null;
}

type WayOn = { readonly test: Expression; readonly scope: Scope };

/** The conditions under which functions go on at once, by function. */
const waysOnIn = perModule((texts): ReadonlyMap<FunctionNode, readonly WayOn[]> => {
  const made = new Map<FunctionNode, WayOn[]>();
  texts.each(['if'], ({ node, scope, within }) => {
    const around = within.at(-1);
    if (around === undefined || !around.body.includes(node)) return;
    if (!goesOn(node.whenTrue)) return;
    made.set(around, [...(made.get(around) ?? []), { test: node.test, scope }]);
  });
  return made;
});

/** `next()`, `return next()`, alone or in braces. */
function goesOn(statement: Statement): boolean {
  if (statement.kind === 'block') {
    const [first] = statement.body;
    return first !== undefined && goesOn(first);
  }
  if (statement.kind !== 'return' && statement.kind !== 'expression') return false;
  const { value } = statement;
  return (
    value?.kind === 'call' &&
    value.callee.kind === 'identifier' &&
    value.callee.name === 'next' &&
    value.args.length === 0
  );
}

/** How often the program compares NODE_ENV with each text. */
function environmentNames({ everything, evaluate }: ExpressContext): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (text: string | null | undefined) => {
    if (text !== null && text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  everything.each(['binary', 'switch'], ({ node, scope }) => {
    if (node.kind === 'switch' && isNodeEnv(evaluate(node.subject, scope))) {
      for (const { test } of node.cases) if (test !== null) count(stringOf(evaluate(test, scope)));
    }
    if (node.kind !== 'binary' || !/^[!=]==?$/.test(node.operator)) return;
    count(comparison(evaluate(node, scope), true)?.text);
  });
  return counts;
}

export type Fault = 'misspelled' | 'inverted';

/** What is wrong with a condition for a guard: it never holds in production, or the name is one that nobody gives it. */
export function faultOf({ text, isThereWhere }: EnvironmentTest): Fault | null {
  if (isThereWhere === 'other') return text === 'production' ? 'inverted' : null;
  if (/^(?:dev|development|local|test|testing)$/.test(text)) return 'inverted';
  if (text === 'production') return null;
  return /^(?:prod|prd|live)$/i.test(text) || closest(text, ['production']) !== null ? 'misspelled' : null;
}

/** Whether a project seems to call production so: it compares with nothing else, or its scripts set it. */
export function isConvention(context: ExpressContext, { text, at }: EnvironmentTest): boolean {
  const names = environmentNames(context);
  if ((names.get(text) ?? 0) > 1 && !names.has('production')) return true;
  return foldersAbove(at.file).some((folder) => {
    const manifest = context.files.peek(joinPath(folder === '' ? '/' : folder, 'package.json'));
    return manifest?.text.includes(`NODE_ENV=${text}`) === true;
  });
}
