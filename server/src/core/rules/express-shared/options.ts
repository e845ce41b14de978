// The options of calls, with the places where they are written.

import { entryOf, UNDEFINED, type Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { givenTo } from './callers';
import { entryAt } from './literals';

/** A value that the program gives to something, and where it is written. */
export type Given = {
  readonly value: Value;
  /** The expression that gives it; of an object that is not a literal, the nearest place that is known. */
  readonly at: Place;
  /** The expression itself, where it can be seen and replaced. */
  readonly node: Expression | null;
  /** Whether it is written as `{ name }`, so that a replacement has to name it: `{ name: … }`. */
  readonly isShorthand: boolean;
};

/** An option of an object; its value is undefined where there is surely none. `null` where that is not known. */
export function optionIn(
  context: ExpressContext,
  options: Value | undefined,
  near: Place,
  name: string,
): Given | null {
  if (options === undefined || options.kind === 'undefined') return absent(near);
  if (options.kind !== 'object') return null;
  const value = withoutSpread(context, options.entries.get(name), name);
  if (value === undefined)
    return options.isOpen ? assigned(context, options, name) : absent(options.at ?? near);
  const written = options.at === null ? null : entryIn(context, options.at, name);
  return written === null ? { value, at: near, node: null, isShorthand: false } : { value, ...written };
}

/** What stands in front of `...given`, where no call of the function gives an object that has another one. */
function withoutSpread(context: ExpressContext, value: Value | undefined, name: string): Value | undefined {
  const [before, spread] = value?.kind === 'either' && value.when === null ? value.of : [];
  if (before === undefined || spread?.kind !== 'parameter') return value;
  const given = givenTo(context, spread);
  const isSame = given.every((one) => entryOf(one.value, name)?.kind === 'undefined');
  return isSame && given.length > 0 ? before : value;
}

/** The only value that the program's functions put there: `const options = {}; options.expiresIn = '1h'`. */
function assigned(context: ExpressContext, options: Value, name: string): Given | null {
  const found: Given[] = [];
  context.everything.each(['assign'], ({ node: { target, value }, scope }) => {
    if (target.kind !== 'member' || target.name !== name) return;
    if (context.evaluate(target.object, scope) !== options) return;
    const at = { file: scope.file, span: value.span };
    found.push({ value: context.evaluate(value, scope), at, node: value, isShorthand: false });
  });
  const [only, ...others] = found;
  return others.length === 0 ? (only ?? null) : null;
}

function absent(at: Place): Given {
  return { value: UNDEFINED, at, node: null, isShorthand: false };
}

/** An edit that puts a text in the place of an option's value; `null` where it is not written there. */
export function replaceOption(context: ExpressContext, name: string, option: Given, text: string) {
  if (option.node === null) return null;
  return context.change.replace(option.at, option.isShorthand ? `${name}: ${text}` : text);
}

/** Where the value of an entry of an object literal is written; `null` where the literal itself has none. */
function entryIn(context: ExpressContext, at: Place, name: string): Omit<Given, 'value'> | null {
  const entry = entryAt(context, at, name);
  if (entry === null) return null;
  const { span } = entry.value;
  return {
    at: { file: at.file, span },
    node: entry.value,
    isShorthand: entry.key.span.start === span.start && entry.value.kind === 'identifier',
  };
}
