// Which tokens of a program are checked where: calls that sign and calls that check with one key.
import type { ExpressContext } from '../express-rule';
import { sourcesOf } from './callers';
import { keyText, type TokenCall, tokenCalls } from './json-web-tokens';

/** A call that checks, with all calls that sign what it may be given. */
export type TokenPair = { readonly check: TokenCall; readonly signs: readonly TokenCall[] };

/**
 * The checks whose tokens surely come from the program itself: those whose key is one that the program signs with.
 * Empty where a call that signs cannot be told by its key, since its tokens may be checked anywhere.
 */
export function tokenPairs(context: ExpressContext): readonly TokenPair[] {
  const calls = tokenCalls(context);
  const signs = calls
    .filter(({ kind }) => kind === 'sign')
    .map((call) => ({ call, keys: keyNames(context, call) }));
  if (signs.some(({ keys }) => keys === null)) return [];
  return calls.flatMap((check): TokenPair[] => {
    const keys = check.kind === 'check' ? keyNames(context, check) : null;
    if (keys === null) return [];
    const own = signs.filter((sign) => sign.keys?.some((key) => keys.includes(key)));
    return own.length === 0 ? [] : [{ check, signs: own.map(({ call }) => call) }];
  });
}

/** The keys that a call may be given, in words; `null` where they are not all known. */
function keyNames(context: ExpressContext, { key }: TokenCall): readonly string[] | null {
  if (key === null) return null;
  const texts = sourcesOf(context, key).map(({ value }) => keyText(value));
  return texts.length === 0 || texts.includes(null) ? null : texts.filter((text) => text !== null);
}
