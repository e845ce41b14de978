// What a block demands of a request: the requirement that its effective guards add up to, as the auth map shows it.
import type { Requirement, Scheme } from '../../model/requirement';
import { OPEN } from '../../model/requirement';
import { group, innermost, isHidden } from './config/inherit';
import { arg, type Line, placeOf, textOf } from './config/lines';
import type { LimitExcept, Scope } from './config/scopes';
import { variablesIn } from './engine/values';

const requirements = new WeakMap<Scope, Requirement>();

/**
 * The requirement of a location, server or http block, with the lines that it comes from. It is worked out once, and a
 * block without any guard of its own has the one of the block around it.
 */
export function requirementOf(scope: Scope): Requirement {
  let requirement = requirements.get(scope);
  if (requirement === undefined) {
    requirement =
      scope.parent === null || asks(scope) || limitOf(scope) !== null || limitOf(scope.parent) !== null
        ? workedOut(scope)
        : requirementOf(scope.parent);
    requirements.set(scope, requirement);
  }
  return requirement;
}

/** Whether a block itself has something to say about who is let in, as far as it could be read. */
export function asks(scope: Scope): boolean {
  if (scope.gaps.length > 0) return true;
  for (const name of scope.own.keys()) if (ASKING.has(name)) return true;
  return false;
}

function workedOut(scope: Scope): Requirement {
  const certificate = clientCertificate(scope);
  const asked = accessOf(scope);
  if (certificate === null) return asked;
  return asked.kind === 'open' ? certificate : { kind: 'all', of: [certificate, asked] };
}

/** A client certificate is demanded before anything else of a request is looked at; `satisfy` has no say in it. */
function clientCertificate(scope: Scope): Requirement | null {
  const found = innermost(scope, 'ssl_verify_client');
  if (found === null || isHidden(found) || arg(found.line, 0) !== 'on') return null;
  return check({ kind: 'mutualTls' }, null, found.line);
}

/** What the access phase demands. */
function accessOf(scope: Scope): Requirement {
  const satisfy = innermost(scope, 'satisfy');
  if (isHidden(satisfy)) return { kind: 'unknown', reason: satisfy.hidden.reason, at: satisfy.hidden };
  const parts = [addresses(scope), ...GUARDS.map((guard) => guard(scope)), limited(scope)];
  const demands = parts
    .filter((part) => part !== null && part.kind !== 'open')
    .filter((part) => part !== null);
  const [only] = demands;
  if (only === undefined) return OPEN;
  if (demands.length === 1) return only;
  const any = satisfy !== null && arg(satisfy.line, 0).toLowerCase() === 'any';
  return { kind: any ? 'any' : 'all', of: demands };
}

type Guard = (scope: Scope) => Requirement | null;

const GUARDS: readonly Guard[] = [
  password('auth_pam', { kind: 'basic' }),
  password('auth_ldap', { kind: 'basic' }),
  password('auth_digest', { kind: 'digest' }),
  password('auth_gss', { kind: 'negotiate' }),
  basic,
  password('auth_jwt', { kind: 'bearer' }),
  subRequest,
  code,
];

function basic(scope: Scope): Requirement | null {
  const realm = innermost(scope, 'auth_basic');
  if (realm === null) return null;
  if (isHidden(realm)) return { kind: 'unknown', reason: realm.hidden.reason, at: realm.hidden };
  const file = innermost(scope, 'auth_basic_user_file');
  const value = arg(realm.line, 0);
  if (value === 'off' || file === null) return null;
  if (isHidden(file)) return { kind: 'unknown', reason: file.hidden.reason, at: file.hidden };
  if (variablesIn(value).length > 0)
    return { kind: 'unknown', reason: `auth_basic ${value}`, at: placeOf(realm.line) };
  return check({ kind: 'basic' }, `"${value}"`, realm.line);
}

function password(directive: string, scheme: Scheme): Guard {
  return (scope) => {
    const found = innermost(scope, directive);
    if (found === null || isHidden(found) || arg(found.line, 0).toLowerCase() === 'off') return null;
    return check(scheme, `"${arg(found.line, 0)}"`, found.line);
  };
}

function subRequest(scope: Scope): Requirement | null {
  const found = innermost(scope, 'auth_request');
  if (found === null) return null;
  if (isHidden(found)) return { kind: 'unknown', reason: found.hidden.reason, at: found.hidden };
  if (arg(found.line, 0) === 'off') return null;
  return check({ kind: 'custom', what: 'auth_request' }, arg(found.line, 0), found.line);
}

const CODE = [
  'access_by_lua_block',
  'access_by_lua',
  'access_by_lua_file',
  'js_access',
  'rewrite_by_lua_block',
];

function code(scope: Scope): Requirement | null {
  for (const name of CODE) {
    const found = innermost(scope, name);
    if (found !== null && !isHidden(found)) return { kind: 'unknown', reason: name, at: placeOf(found.line) };
  }
  return null;
}

/** Address lists that close the block to somebody. */
function addresses(scope: Scope): Requirement | null {
  const rules = group(scope, ['allow', 'deny']);
  if (isHidden(rules)) return { kind: 'unknown', reason: rules.hidden.reason, at: rules.hidden };
  const firstDeny = rules.find((line) => line.name === 'deny');
  if (firstDeny === undefined) return null;
  const [first] = rules;
  if (first?.name === 'deny' && arg(first, 0) === 'all')
    return { kind: 'closed', why: 'closed to everybody', at: placeOf(first) };
  if (first?.name === 'allow' && arg(first, 0) === 'all') return null;
  const allowed = rules.filter((line) => line.name === 'allow').map((line) => arg(line, 0));
  const what = allowed.length > 0 ? `address in ${allowed.slice(0, 3).join(', ')}` : textOf(firstDeny);
  return check({ kind: 'custom', what }, null, first ?? firstDeny);
}

/** A `limit_except` with guards of its own asks some methods for more. */
function limited(scope: Scope): Requirement | null {
  const limit = limitOf(scope);
  if (limit === null || limit.line === null) return null;
  const inner = accessOf(limit);
  if (inner.kind === 'open') return null;
  const methods = [...limit.methods].join(' ');
  return check({ kind: 'custom', what: `more for methods other than ${methods}` }, null, limit.line);
}

function limitOf(scope: Scope): LimitExcept | null {
  return scope.kind === 'location' ? scope.limitExcept : null;
}

/** The directives that a requirement is made of. */
export const ASKING: ReadonlySet<string> = new Set([
  'ssl_verify_client',
  'satisfy',
  'allow',
  'deny',
  'auth_basic',
  'auth_basic_user_file',
  'auth_pam',
  'auth_ldap',
  'auth_digest',
  'auth_gss',
  'auth_jwt',
  'auth_request',
  ...CODE,
]);

function check(scheme: Scheme, detail: string | null, line: Line): Requirement {
  return { kind: 'check', scheme, detail, scopes: [], at: placeOf(line) };
}
