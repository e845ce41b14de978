// The access phase: who is asked, in which order, and how `satisfy` combines the answers
// (ngx_http_core_access_phase and ngx_http_core_post_access_phase).
import type { Place } from '../../../text/span';
import { group, innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf, textOf } from '../config/lines';
import { addressInRange } from './addresses';
import { authBasic } from './auth-basic';
import { authJwt, authRequire, thirdPartyAuth } from './auth-others';
import { authRequest } from './auth-request';
import { dropLastChallenge } from './challenge';
import { type Exchange, note, type Reply } from './exchange';
import { foreignGuard } from './foreign';
import { luaAccess } from './lua';
import { finish } from './special';
import { isUnknown, type Unknown, unknownSetting } from './unknown';

/** What a handler says: nothing, yes, or a status. */
export type Verdict =
  | 'declined'
  | 'ok'
  | { readonly kind: 'status'; readonly status: number; readonly at: Place }
  | Unknown;

/**
 * The handlers in the order in which nginx asks them: dynamic modules before the static ones, and these in the reverse
 * order of their registration; Lua puts itself last.
 */
const HANDLERS: readonly ((x: Exchange) => Verdict)[] = [
  foreignGuard,
  thirdPartyAuth,
  allowDeny,
  authBasic,
  authJwt,
  authRequest,
  authRequire,
  luaAccess,
];

/** Asks the handlers; `null` where the request is let in. Sub-requests are not asked at all. */
export function accessPhase(x: Exchange): Reply | null {
  if (x.main !== null) return null;
  const satisfy = innermost(x.scope, 'satisfy');
  if (isHidden(satisfy)) return guarded(x) ? unknownSetting('satisfy', satisfy) : hiddenGuard(x);
  const any = satisfy !== null && arg(satisfy.line, 0).toLowerCase() === 'any';
  // What an earlier location has refused under `satisfy any` still counts after an internal redirect: nginx keeps
  // `r->access_code` until some handler says yes, or the refusal is answered.
  for (const handler of HANDLERS) {
    const verdict = handler(x);
    if (verdict === 'declined') continue;
    if (verdict === 'ok') {
      if (!any) continue;
      if (x.accessCode !== 0)
        note(x, 'allows', 'satisfy any: one yes is enough', satisfyPlace(satisfy?.line));
      x.accessCode = 0;
      dropLastChallenge(x);
      return null;
    }
    if (isUnknown(verdict)) return verdict;
    if (any && (verdict.status === 403 || verdict.status === 401)) {
      if (x.accessCode !== 401) {
        x.accessCode = verdict.status;
        x.accessAt = verdict.at;
      }
      continue;
    }
    return finish(x, { status: verdict.status, at: verdict.at });
  }
  if (x.accessCode === 0) return null;
  const status = x.accessCode;
  x.accessCode = 0;
  return finish(x, { status, at: x.accessAt });
}

function satisfyPlace(line: Line | undefined): Place | null {
  return line === undefined ? null : placeOf(line);
}

/** Where `satisfy` may be hidden, guards may be, too. */
function hiddenGuard(x: Exchange): Reply | null {
  for (const handler of HANDLERS) {
    const verdict = handler(x);
    if (isUnknown(verdict)) return verdict;
  }
  return null;
}

const GUARDS = ['auth_basic', 'auth_request', 'allow', 'deny', 'auth_jwt', 'auth_pam', 'auth_ldap'];

function guarded(x: Exchange): boolean {
  return (
    GUARDS.filter((name) => {
      const found = innermost(x.scope, name);
      return found !== null && !isHidden(found) && arg(found.line, 0) !== 'off';
    }).length > 1
  );
}

/** The address lists (ngx_http_access_handler): the first rule that matches decides, no match says nothing. */
function allowDeny(x: Exchange): Verdict {
  const rules = group(x.scope, ['allow', 'deny']);
  if (isHidden(rules)) return unknownSetting('allow and deny', rules);
  for (const line of rules) {
    const range = arg(line, 0);
    if (addressInRange(x.address, range) === null) continue;
    if (line.name === 'deny') {
      note(x, 'refuses', `${textOf(line)} refuses ${x.address}`, placeOf(line));
      return { kind: 'status', status: 403, at: placeOf(line) };
    }
    note(x, 'allows', `${textOf(line)} lets ${x.address} in`, placeOf(line));
    return 'ok';
  }
  return 'declined';
}
