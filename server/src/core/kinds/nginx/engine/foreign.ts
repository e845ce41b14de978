// Modules whose decisions nobody can follow: they may refuse a request, or answer it, and the answer is not in the files.
import { type Line, placeOf } from '../config/lines';
import { outward, type Scope } from '../config/scopes';
import { isKnownDirective } from '../directives';
import type { Verdict } from './access';
import type { Exchange } from './exchange';
import { type Unknown, unknown } from './unknown';

/** Directives that switch a guard of another author's module on; the others of these modules only set it up. */
const GUARDS = new Set([
  'auth_radius',
  'auth_hash',
  'auth_totp_realm',
  'auth_jwt_enabled',
  'form_auth',
  'phantom_token',
  'oauth_proxy',
  'shib_request',
  'testcookie',
  'modsecurity',
  'ModSecurityEnabled',
  'SecRulesEnabled',
  'rules_enabled',
  'rdns',
  'sysguard',
  'internal_redirect',
]);

/** Handlers of content that another author's module brings. */
const HANDLERS = [
  'memc_pass',
  'redis_pass',
  'redis2_pass',
  'drizzle_pass',
  'postgres_pass',
  'tnt_pass',
  'ajp_pass',
  'upload_pass',
  'nchan_subscriber',
  'nchan_publisher',
  'nchan_pubsub',
  'push_stream_publisher',
  'push_stream_subscriber',
  'push_stream_websocket',
  'push_publisher',
  'push_subscriber',
  'websockify_pass',
  'rtmp_stat',
  'rtmp_control',
  'vod',
  'echo_exec',
  'echo_location',
  'echo_location_async',
  'echo_status',
  'video_thumbextractor',
];

/** What a directive that no list has may do, by its name; most others change what is sent, not whether it is. */
const UNLISTED_GUARD =
  /auth|access|oidc|saml|oauth|sso|jwt|token|login|session|kerberos|krb|ntlm|guard|waf|firewall|captcha|challenge|bot|protect/i;
const UNLISTED_HANDLER = /_pass$|_content$|_handler$|_proxy$/;

/** A guard that nobody can follow makes the access phase unknown. */
export function foreignGuard(x: Exchange): Verdict {
  const line = guardOf(x.scope);
  return line === null ? 'declined' : unknown(`what ${line.name} decides`, placeOf(line));
}

/** What a handler that nobody can follow answers; `null` where the block has none. */
export function foreignHandler(scope: Scope): Unknown | null {
  const line = scope.lines.find(({ name }) => HANDLERS.includes(name) || isUnlisted(name, UNLISTED_HANDLER));
  return line === undefined ? null : unknown(`what ${line.name} answers`, placeOf(line));
}

const guards = new WeakMap<Scope, Line | null>();

function guardOf(scope: Scope): Line | null {
  let line = guards.get(scope);
  if (line === undefined) {
    line = findGuard(scope);
    guards.set(scope, line);
  }
  return line;
}

/** The innermost line of each name counts, and one that says `off` switches an outer one off. */
function findGuard(scope: Scope): Line | null {
  const seen = new Set<string>();
  for (const at of outward(scope)) {
    for (const [name, lines] of at.own) {
      const line = lines.at(-1);
      if (seen.has(name) || line === undefined || !isGuard(name)) continue;
      seen.add(name);
      if (!/^(off|no|false|0|disable)$/i.test(line.args[0]?.value ?? '')) return line;
    }
  }
  return null;
}

function isGuard(name: string): boolean {
  return GUARDS.has(name) || isUnlisted(name, UNLISTED_GUARD);
}

function isUnlisted(name: string, pattern: RegExp): boolean {
  return pattern.test(name) && !isKnownDirective(name);
}
