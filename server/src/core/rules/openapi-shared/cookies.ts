// Cookies as credentials: which operations take nothing else, and what texts call them.
import type { Contract } from '../../kinds/openapi/contract';
import type { Alternative } from '../../kinds/openapi/security';

/** The first cookie that a text gives an example of (`sid=abc`); `null` where it gives none. */
export function cookieNameIn(text: string): string | null {
  return /(?:^|[\s"'`(;:])([A-Za-z_][\w.-]*)=/.exec(text)?.[1] ?? null;
}

/** The scheme of an alternative whose key is a cookie; `null` where it has none. */
export function cookieSchemeIn(contract: Contract, { demands }: Alternative): string | null {
  return demands.find(({ name }) => isCookie(contract, name))?.name ?? null;
}

/** Whether a scheme that a requirement names travels as a cookie. */
export function isCookie(contract: Contract, name: string): boolean {
  const named = contract.schemeNamed(name);
  return named.kind === 'declared' && named.scheme.carrier?.in === 'cookie';
}
