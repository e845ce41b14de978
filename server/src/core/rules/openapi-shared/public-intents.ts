// Operations that are open on purpose: what one does before one has credentials, and what comes with proof of its own.
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import { hasVariables, isCredentialPath, isNamedForCredentials, namesTaken, segmentsOf } from './intents';
import { tokenUrlLeadsTo } from './token-endpoints';

/** Whether an operation looks as if it were to be open. Whoever asks has nothing against it that it is not. */
export function isMeantOpen(contract: Contract, operation: Operation): boolean {
  return (
    operation.isMarked('x-public') ||
    operation.isMarked('x-42c-accept-empty-security') ||
    isOpenPath(operation) ||
    isNamedForCredentials(operation) ||
    saysThatItIsOpen(operation) ||
    bringsProof(contract, operation) ||
    tokenUrlLeadsTo(contract, operation)
  );
}

/** Words of a path's last segment by which one gets in or out, for which nobody has credentials yet or any more. */
const ENTRANCE =
  /^(?:log-?in|log-?on|log-?out|sign-?in|sign-?up|sign-?out|sign-?on|register|registration|authenticate|authorize|sso|saml|acs|token|revoke|revocation|introspect|introspection|verify|verification|confirm|confirmation|invite|invites|invitation|invitations|otp|2fa|mfa|magic|captcha|passwordless|webauthn|passkey|passkeys)$/;
const LOST = /(?:forgot|reset|recover|lost|activat|verif|confirm)/;
const OWN = /(?:password|passwd|account|user|e-?mail|pin)/;
/** What anybody may do, whatever the method: to write to somebody, or to ask a question that does not fit into a URL. */
const ANYBODY =
  /^(?:contact|contact-?us|(?:demo|quote)-?requests?|request-?(?:demo|quote)|feedback|subscribe|unsubscribe|newsletter|waitlist|search|query|lookup|find|graphql|validate|calculate|estimate|preview|echo|ping|beacon|telemetry|analytics|track|csp-reports?)$/;
/** What anybody may read. */
const NOTICES =
  /^(?:health|healthz|health-?checks?|livez|readyz|ready|live|liveness|readiness|heartbeat|status|versions?|info|about|metadata|metrics|docs|documentation|robots|sitemap|favicon|jwks|openapi|swagger|time|timestamp|enums|locales|languages|countries|currencies|terms|privacy|config)$/;
/** Segments that say it of all below them. */
const BELOW =
  /^(?:pub|public|anonymous|open|guest|auth|oauth|oauth2|oidc|openid|sso|saml|token|otp|log-?in|sign-?in|sign-?up|register|webhooks?|hooks?|callbacks?|\.well-known|well-known|docs|health|actuator|notify|ipn)$/;

function isOpenPath({ path, method }: Operation): boolean {
  const raw = path.split('/').filter((segment) => segment !== '');
  if (raw.length === 0 || raw.some((segment) => BELOW.test(segment.toLowerCase()))) return true;
  const segments = segmentsOf(path).filter((segment) => !hasVariables(segment));
  const last = (segments.at(-1) ?? '').replace(/\.\w+$/, '');
  if (/^sessions?$/.test(last) && (method === 'POST' || method === 'DELETE')) return true;
  // Whoever makes an account has none yet, unless it is made for somebody else.
  const isForOthers = segments.some((segment) => /^(?:admin|internal|management)$/.test(segment));
  if (!isForOthers && method === 'POST' && /^(?:users?|accounts?|members?|registrations?)$/.test(last))
    return true;
  if (ANYBODY.test(last) || (isRead(method) && NOTICES.test(last))) return true;
  if (method === 'DELETE') return /^(?:log|sign)-?out$/.test(last);
  const joined = segments.join('/');
  if (isCredentialPath(path) || (LOST.test(last) && OWN.test(joined))) return true;
  return [last, ...last.split(/[-.:]/)].some((word) => ENTRANCE.test(word));
}

/** Whether a method only reads. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY';
}

const OPEN_TEXT =
  /\b(?:public(?:ly)?|anonymous(?:ly)?|unauthenticated|unauthori[sz]ed (?:users?|access)|no (?:auth|authentication|authorization|login|token|credentials)\b|without (?:any )?(?:auth|authentication|authorization|credentials|logging in|signing in|a token)|(?:not|n't) (?:require|need)[\w ]{0,20}(?:auth|login|token|credential)|sign(?:ed|ature)|hmac|webhook|callback|captcha)/i;

function saysThatItIsOpen({ summary, description, operationId, tags }: Operation): boolean {
  return [
    summary,
    description,
    operationId?.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' '),
    ...tags,
  ].some((text) => text !== null && text !== undefined && OPEN_TEXT.test(text));
}

const PROOF =
  /token|auth|secret|signature|api-?key|session|credential|password|captcha|jwt|hmac|digest|client-?id|^x-hub/i;
const PROOF_IN_URL =
  /^(?:.*(?:signature|access-?token|auth-?token|reset-?token|api-?key|secret|captcha).*|token|key|hash|sig|otp|code|password|nonce|state|ticket)$/i;
const PROOF_IN_BODY =
  /^(?:.*(?:password|signature|captcha|secret|access-?token|id-?token|refresh-?token|otp).*|token|code|hash|jwt|assertion|grant-?type|ticket)$/i;

/** Whether it takes a credential that is no scheme of the document: a signed body, a token from a mail, a service's key. */
function bringsProof(contract: Contract, operation: Operation): boolean {
  if (operation.parameters.some(isProof)) return true;
  const variables = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => kebab(name));
  if (variables.some((name) => PROOF_IN_URL.test(name))) return true;
  return namesTaken(contract, operation).some((name) => PROOF_IN_BODY.test(kebab(name)));
}

function isProof({ in: place, name }: Parameter): boolean {
  if (name === null) return false;
  if (place === 'header' || place === 'cookie') return PROOF.test(kebab(name));
  return place === 'query' && PROOF_IN_URL.test(kebab(name));
}

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
