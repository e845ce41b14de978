// What an operation demands, in the words of the model: any of its alternatives, all schemes of one.
import { OPEN, type Requirement } from '../../model/requirement';
import type { Place } from '../../text/span';
import type { Contract } from './contract';
import type { Operation } from './operation';
import { keyPlace, placeOf } from './part';
import { type Alternative, type Demand, type Effective, securityField } from './security';

/** The requirement of an operation. */
export function requirementOf(contract: Contract, operation: Operation): Requirement {
  const guard = gatewayGuard(operation);
  if (operation.effective.access === 'public' && guard !== null) {
    return { kind: 'unknown', reason: `${guard.name} at the gateway`, at: guard.at };
  }
  return requirementIn(contract, operation.effective);
}

/** The requirement that a `security` adds up to. */
export function requirementIn(
  contract: Contract,
  { access, alternatives, security }: Effective,
): Requirement {
  if (access === 'public') return OPEN;
  if (access === 'unknown' && alternatives.length === 0) {
    const field = securityField(security);
    const at = field === null ? null : keyPlace(field);
    const reason = security.kind === 'hidden' ? 'a template fills in security' : 'security is no list';
    return { kind: 'unknown', reason, at };
  }
  const parts = alternatives.map((alternative) => alternativeOf(contract, alternative));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'any', of: parts };
}

/** What one alternative demands. */
export function alternativeOf(contract: Contract, { part, shape, demands }: Alternative): Requirement {
  if (shape !== 'set') {
    const reason =
      shape === 'hidden' ? 'a template fills in a requirement' : 'a requirement is no map of schemes';
    return { kind: 'unknown', reason, at: placeOf(part) };
  }
  const checks = demands.map((demand) => checkOf(contract, demand));
  const [only] = checks;
  if (only === undefined) return OPEN;
  return checks.length === 1 ? only : { kind: 'all', of: checks };
}

function checkOf(contract: Contract, { name, field, scopes }: Demand): Requirement {
  const at = keyPlace(field);
  const named = contract.schemeNamed(name);
  if (named.kind === 'undeclared') {
    return { kind: 'unknown', reason: `no security scheme is called ${name}`, at };
  }
  if (named.kind === 'unknown') return { kind: 'unknown', reason: named.reason, at };
  const { scheme } = named.scheme;
  if (scheme === null) return { kind: 'unknown', reason: `the scheme ${name} does not say what to send`, at };
  return { kind: 'check', scheme, detail: name, scopes: scopes.map((scope) => scope.name), at };
}

/** Plugins that ask for credentials before the API is reached (Kong's names of them). */
const KONG_GUARD =
  /^x-kong-plugin-(?:key-auth|basic-auth|jwt|oauth2|hmac-auth|ldap-auth|openid-connect|mtls-auth|session)/;

/** A gateway's own guard at an operation or its path, beside `security`; `null` where there is none. */
export function gatewayGuard(operation: Operation): { readonly name: string; readonly at: Place } | null {
  for (const part of [operation.body, operation.item.body]) {
    if (part?.node.kind !== 'map') continue;
    const entry = part.node.effective.find(({ key }) => KONG_GUARD.test(key));
    if (entry !== undefined) return { name: entry.key, at: { file: part.file, span: entry.keySpan } };
  }
  return null;
}
