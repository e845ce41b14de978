// Requests that come without credentials by their nature: of health checks, webhooks and preflights.
import { arg } from '../../kinds/nginx/config/lines';
import { type Location, ownLines } from '../../kinds/nginx/config/scopes';
import type { Sample } from '../../kinds/nginx/samples';

const MACHINE =
  /^\/(-\/)?(health|healthz|healthcheck|health-check|livez?|liveness|readyz?|readiness|ready|alive|ping|heartbeat|hooks?|webhooks?)(\/|$)/i;

/** A location of its own for health checks or webhooks. */
export function isMachineLocation({ match }: Location): boolean {
  return (match.kind === 'exact' || match.kind === 'prefix') && MACHINE.test(match.path);
}

/** Whether a path or pattern is named after what is open to everybody nearly everywhere. */
export function soundsPublic(path: string): boolean {
  return /health|ready|live|ping|status|heartbeat|hook|robots|favicon|manifest|security\\?\.txt|well-known/i.test(
    path,
  );
}

/** A location whose own lines say that nobody is asked for anything there. */
export function isPublicByItself(location: Location): boolean {
  return ['auth_basic', 'auth_request'].some((name) =>
    ownLines(location, name).some((line) => arg(line, 0) === 'off'),
  );
}

/** A browser's question before a call of another origin (Fetch, CORS-preflight fetch): it never has credentials. */
export const CORS_PREFLIGHT: Sample = {
  method: 'OPTIONS',
  headers: [
    ['Origin', 'https://app.example'],
    ['Access-Control-Request-Method', 'GET'],
    ['Access-Control-Request-Headers', 'authorization'],
  ],
};
