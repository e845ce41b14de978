// nginx/authorization-cleared-without-auth: the client's Authorization is taken away though nobody here has read it.
import type { Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, placeOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { guardLine, isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { lossOf, showAt } from '../nginx-shared/witness';

/** Object stores of which everybody may read: a foreign Authorization makes them refuse. */
const PUBLIC_STORE =
  /amazonaws\.com|googleapis\.com|blob\.core\.windows\.net|digitaloceanspaces\.com|r2\.cloudflarestorage|minio|s3\./i;

/** Headers that carry a key, a token or a session. */
const OWN_CREDENTIAL = /(^|[-_])(api-?key|key|token|secret|credentials?|cookie|auth|authorization|session)$/i;

export const rule = nginxRule({
  id: 'nginx/authorization-cleared-without-auth',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary:
    "The client's Authorization is cleared where nginx itself asks for none, so the upstream never gets a token.",
  *check(context) {
    const cleared = new Set(
      context
        .linesNamed('proxy_set_header')
        .filter(({ line }) => arg(line, 0).toLowerCase() === 'authorization' && arg(line, 1) === '')
        .map(({ line }) => line.node),
    );
    if (cleared.size === 0) return;
    const behindPasswords = new Set<string | null>();
    // A line that clears what nginx itself has read elsewhere does its work there: an upstream has to miss the token.
    const useful = new Set<Line['node']>();
    for (const location of context.locations) {
      const line =
        passOf(location) === null ? null : headerLine(location, 'proxy_set_header', 'Authorization');
      if (line === null || !cleared.has(line.node) || isOpen(location)) continue;
      useful.add(line.node);
      if (guardLine(location)?.name === 'auth_basic') behindPasswords.add(upstreamKey(location));
    }
    const reported = new Set<Line['node']>();
    for (const location of context.locations) {
      const pass = passOf(location);
      if (pass?.name !== 'proxy_pass' || PUBLIC_STORE.test(arg(pass, 0))) continue;
      const line = headerLine(location, 'proxy_set_header', 'Authorization');
      if (line === null || !cleared.has(line.node) || reported.has(line.node)) continue;
      // An upstream that never gets what comes with a password elsewhere does not go by it here.
      const needsProof = useful.has(line.node) || behindPasswords.has(upstreamKey(location));
      const found = lost(context, location, line, needsProof);
      if (found === null) continue;
      reported.add(line.node);
      yield found;
    }
  },
});

function lost(context: NginxContext, location: Location, line: Line, needsProof: boolean): Report | null {
  if (!isOpen(location) || isAuthTarget(context, location) || location.own.has('internal')) return null;
  if (sendsOwnCredential(location) || isExempt(location)) return null;
  const shown = showAt(context, location, { headers: [['Authorization', 'Bearer token']] });
  if (shown === null || shown.decision.upstream === null || shown.decision.upstream.authorization !== null)
    return null;
  if (needsProof && shown.outcome.kind !== 'challenged') return null;
  const wanted = context.settings.upstreams.get(
    arg(passOf(location) ?? line, 0)
      .replace(/^https?:\/\//, '')
      .split('/')[0] ?? '',
  );
  if (wanted === 'none') return null;
  return {
    at: placeOf(line),
    message: `${locationName(location)} takes the client's Authorization away, and nothing here has read it: the upstream gets no token.`,
    related: [{ ...placeOf(passOf(location) ?? line), message: 'gets no Authorization' }],
    witness: lossOf(shown),
  };
}

/** Whether the proxy gives the upstream a credential of its own in another header. */
function sendsOwnCredential(location: Location): boolean {
  const lines = group(location, 'proxy_set_header');
  return !isHidden(lines) && lines.some((line) => OWN_CREDENTIAL.test(arg(line, 0)) && arg(line, 1) !== '');
}

/** Whether the location is an exception from an outer password: browsers send that along unasked. */
function isExempt(location: Location): boolean {
  const { own, parent } = location;
  const outer = parent !== null && own.has('auth_basic') ? innermost(parent, 'auth_basic') : null;
  return outer !== null && (isHidden(outer) || arg(outer.line, 0) !== 'off');
}
