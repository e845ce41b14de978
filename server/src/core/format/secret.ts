// Secrets in what is shown: no output repeats them, since outputs lie in logs that many can read.
import type { Finding, Witness } from '../findings/finding';

const STARS = '***';

/** A finding's witness as outputs may show it: credentials that the files give away are stars. */
export function shownWitness({ witness, secrets }: Finding): Witness | null {
  if (witness === null) return null;
  const isSecret = secrets !== undefined && secrets.length > 0;
  const { request, expect } = witness;
  const hidden = (text: string) =>
    (request.secrets ?? []).reduce((shown, secret) => shown.replaceAll(secret, STARS), text);
  const headers = request.headers.map(([name, value]) => {
    const isCredential = isSecret && /^(proxy-)?authorization$/i.test(name);
    return [name, isCredential ? `${value.split(' ')[0]} ${STARS}` : hidden(value)] as const;
  });
  const { authorization } = expect;
  const isSent = request.headers.some(([, value]) => value === authorization);
  const shown = authorization == null || isSent ? authorization : withoutSecrets(authorization);
  return {
    request: { ...request, headers, target: hidden(request.target) },
    expect: shown === undefined ? expect : { ...expect, authorization: shown },
  };
}

/** A line with stars in the place of a part of it, so that nothing moves. */
export function starred(line: string, from: number, to: number): string {
  return line.slice(0, from) + '*'.repeat(Math.max(0, to - from)) + line.slice(to);
}

/** Where secrets stand: what comes before one, and the secret itself. */
const SECRETS: readonly RegExp[] = [
  // A line of a user file, `name:{PLAIN}password`.
  /(:\{PLAIN\})([^"'\r\n]+)/g,
  // A URL with a password in it, `https://name:password@host`.
  /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/?#@"':]{0,100}:)([^\s/?#@"']+)(?=@)/gi,
  // The value of an Authorization header, `Basic bmFtZTpwYXNzd29yZA==`; a challenge has words with "=" there.
  /(\b(?:Basic|Bearer)\s+)(?!\w+=["'])([A-Za-z\d+/._~-]{8,}=*)/gi,
];

/** A line with stars in the place of what is written like a secret, so that nothing moves. */
export function withoutSecrets(line: string): string {
  let text = line;
  for (const pattern of SECRETS) {
    text = text.replace(pattern, (all: string, before: string, secret: string) =>
      isWord(secret) ? all : before + '*'.repeat(secret.length),
    );
  }
  return text;
}

/** A word of a sentence, a variable or what a template puts there: no secret stands in the file. */
function isWord(text: string): boolean {
  return /^[A-Z]?[a-z]+$|^[A-Z]+$|^\$\{?\w+\}?$|^[{<%]/.test(text);
}
