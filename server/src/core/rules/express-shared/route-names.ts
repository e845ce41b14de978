// What the path of a route says of it: where one logs in, what machines ask for, what is for everyone.
import type { RouteEntry } from '../../kinds/express/table';

/** The segments of a path in lower case, without empty ones. */
export function segmentsOf(path: string): readonly string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
}

/** Segments that say nothing of what a route is for: versions, and the part of the program that is about accounts. */
const AROUND_LOGIN =
  /^(?:api|rest|v\d+(?:\.\d+)?|auth|oauth2?|authentication|identity|sso|openid|account|accounts|user|users|session|sessions|member|members|customer|customers|public|web|app|local)$/;

const LOGIN = /^(?:log[-_]?in|sign[-_]?in)$/;
const SIGN_UP = /^(?:register|registration|sign[-_]?up)$/;
const RECOVERY = /^(?:forgot[-_]?password|reset[-_]?password|password[-_]?reset|verify[-_]?email)$/;
const TOKEN = /^(?:token|refresh|refresh[-_]?token|token[-_]?refresh)$/;
const CALLBACK = /^callback$/;
const PROVIDER =
  /^(?:google|github|gitlab|facebook|twitter|linkedin|apple|microsoft|azure|azuread|auth0|okta|saml|oidc|discord|slack|spotify|:\w+)$/;

/** Whether a route is one that only people without credentials need: where they log in, sign up or get tokens. */
export function isLoginRoute(route: Pick<RouteEntry, 'path' | 'methods'>): boolean {
  const known = logins.get(route) ?? looksLikeLogin(route);
  logins.set(route, known);
  return known;
}

/** Many rules ask, after each keystroke, and the routes are mostly the same. */
const logins = new WeakMap<object, boolean>();

function looksLikeLogin({ path, methods }: Pick<RouteEntry, 'path' | 'methods'>): boolean {
  const segments = segmentsOf(path);
  const last = segments.at(-1) ?? '';
  const before = segments.slice(0, -1);
  const isAround = before.every((segment) => AROUND_LOGIN.test(segment));
  if (LOGIN.test(last)) return before.every((segment) => AROUND_LOGIN.test(segment) || segment === 'admin');
  if (SIGN_UP.test(last) || RECOVERY.test(last)) return isAround;
  if (TOKEN.test(last)) return isAround && (methods === null || methods.includes('POST'));
  if (!CALLBACK.test(last)) return false;
  return before.length > 0 && before.every((one) => AROUND_LOGIN.test(one) || PROVIDER.test(one));
}

/** Whether a route may be where others log in, such as `/drivers/login`: nobody logs in to another service by it. */
export function mayBeLogin({ path, methods }: Pick<RouteEntry, 'path' | 'methods'>): boolean {
  const segments = segmentsOf(path);
  const isForLogin = LOGIN.test(segments.at(-1) ?? '') && (methods === null || methods.includes('POST'));
  return (
    isForLogin &&
    segments
      .slice(0, -1)
      .every((one) => /^[a-z]+(?:[-_][a-z]+)*$/.test(one) && !ELSEWHERE.test(one) && !PROVIDER.test(one))
  );
}

const ELSEWHERE = /^(?:integrations?|connect(?:ors?|ions?)?|link(?:ed)?|devices?|providers?|plugins?|proxy)$/;

const PROBE =
  /^(?:health|healthz|health[-_]?check|livez|readyz|liveness|readiness|ready|ping|_health|__health|heartbeat)$/;
const WEBHOOK = /^(?:webhook|webhooks|hooks?)$/;
const PAYER = /^(?:stripe|paypal|paddle|braintree|twilio|sendgrid|mailgun|shopify|github|gitlab|slack)$/;

/** What asks for a route without ever logging in. */
export type Machine = 'probe' | 'metrics' | 'webhook' | 'well-known' | 'browser';

/** Which machine a route is for, by its path; `null` for all others. */
export function machineOf(path: string): Machine | null {
  const segments = segmentsOf(path);
  const last = segments.at(-1) ?? '';
  if (segments[0] === '.well-known') return 'well-known';
  if (segments.length === 1 && (last === 'favicon.ico' || last === 'robots.txt')) return 'browser';
  if (segments.some((segment) => segment.startsWith(':'))) return webhookOf(segments);
  if (PROBE.test(last) || (PROBE.test(segments.at(-2) ?? '') && /^(?:live|ready|startup)$/.test(last)))
    return 'probe';
  if (last === 'metrics' && segments.length === 1) return 'metrics';
  return webhookOf(segments);
}

/** `/webhook`, `/webhooks/stripe`, `/stripe/webhook`, `/webhooks/:provider`. */
function webhookOf(segments: readonly string[]): Machine | null {
  const at = segments.findIndex((segment) => WEBHOOK.test(segment));
  if (at < 0) return segments.length === 1 && PAYER.test(segments[0] ?? '') ? 'webhook' : null;
  return segments.slice(0, at).some((one) => one.startsWith(':')) || segments.length > at + 2
    ? null
    : 'webhook';
}

const FOR_EVERYONE =
  /^(?:about|pricing|terms|privacy|imprint|impressum|contact|home|index|landing|blog|faq|help|docs|api-docs|swagger|openapi\.json|public|static|assets|status|version|legal|news|sitemap\.xml|manifest\.json|newsletter|subscribe|feedback|unsubscribe)$/;

/** Whether a route looks as if it were meant for everyone: the start page, a login, what machines ask for, pages about. */
export function isPublicByName(route: Pick<RouteEntry, 'path' | 'methods'>): boolean {
  const known = publicByName.get(route) ?? looksPublic(route);
  publicByName.set(route, known);
  return known;
}

const publicByName = new WeakMap<object, boolean>();

function looksPublic(route: Pick<RouteEntry, 'path' | 'methods'>): boolean {
  const segments = segmentsOf(route.path);
  if (segments.length === 0) return true;
  if (isLoginRoute(route) || machineOf(route.path) !== null) return true;
  return segments.some(
    (segment) => FOR_EVERYONE.test(segment) || LOGIN.test(segment) || SIGN_UP.test(segment),
  );
}

const ACCOUNTS =
  /^(?:auth|oauth2?|authentication|account|accounts|session|sessions|otp|password|verify|verification|confirm|confirmation|invite|invitation|onboarding|sso|saml|oidc|mfa|2fa)$/;

/** Whether a path is about getting and proving an account, which is done without one. */
export function isAboutAccounts(path: string): boolean {
  return segmentsOf(path).some((segment) => ACCOUNTS.test(segment));
}

const PRIVATE =
  /^(?:users|customers?|employees?|patients?|orders?|invoices?|payments?|transactions|billing|payroll|salaries|messages|inbox|admin|audit|audit[-_]?logs?|me)$/;

/** Whether a path names what belongs to somebody, so that reading it is not for everyone. */
export function isPrivateByName(path: string): boolean {
  return segmentsOf(path).some((segment) => PRIVATE.test(segment));
}
