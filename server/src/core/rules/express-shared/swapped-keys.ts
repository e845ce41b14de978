// Programs with a secret for access tokens and one for refresh tokens that check one kind with the secret of the other.
import { stringOf, type Value } from '../../kinds/express/values';
import type { ExpressContext } from '../express-rule';
import { sourcesOf } from './callers';
import { routesThrough } from './routes-through';
import type { KeyOfCall } from './token-keys';

/** A check with the call that signs the tokens which it is given. */
export type Swapped = { readonly check: KeyOfCall; readonly sign: KeyOfCall };

const REFRESH = /refresh|renew|rotat/i;

/** The checks that are given tokens of the other kind, by the names of secrets and of what carries the tokens. */
export function swappedKeys(
  context: ExpressContext,
  { signs, checks }: { readonly signs: readonly KeyOfCall[]; readonly checks: readonly KeyOfCall[] },
): readonly Swapped[] {
  const isForRefresh = ({ text }: KeyOfCall) => REFRESH.test(text);
  if (new Set(signs.map(({ text }) => text)).size !== 2) return [];
  const [refresh, access] = [signs.find(isForRefresh), signs.find((one) => !isForRefresh(one))];
  if (refresh === undefined || access === undefined) return [];
  return checks.flatMap((check): Swapped[] => {
    const given = kindOfToken(context, check);
    if (given === null || (given === 'refresh') === isForRefresh(check)) return [];
    return [{ check, sign: given === 'refresh' ? refresh : access }];
  });
}

/** What a check is given: something that is called a refresh token, or what the Authorization header carries. */
function kindOfToken(
  context: ExpressContext,
  { call: { token, at } }: KeyOfCall,
): 'refresh' | 'access' | null {
  if (token === null) return null;
  const words = sourcesOf(context, { value: token }).map(({ value }) => wordsOf(value).join(' '));
  if (words.length === 0) return null;
  if (words.every((one) => REFRESH.test(one))) return 'refresh';
  const routes = routesThrough(context, at);
  const isForAccess =
    words.every((one) => /\bauthorization\b/i.test(one) && !REFRESH.test(one)) &&
    routes.length > 0 &&
    routes.every(({ route }) => !/refresh|renew|rotat|token|logout/i.test(route.path));
  return isForAccess ? 'access' : null;
}

/** The names and texts that lead to a value. */
function wordsOf(value: Value, depth = 0): readonly string[] {
  if (depth > 8) return [];
  const inner = (one: Value) => wordsOf(one, depth + 1);
  switch (value.kind) {
    case 'string':
      return [value.value];
    case 'parameter':
      return [value.name];
    case 'member':
      return [stringOf(value.name) ?? '', ...inner(value.of)];
    case 'call':
      return [value.callee, ...value.args].flatMap(inner);
    case 'operation':
    case 'either':
      return value.of.flatMap(inner);
    default:
      return [];
  }
}
