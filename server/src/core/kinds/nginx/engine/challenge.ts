// WWW-Authenticate lines of the answer that is being made.
import type { Place } from '../../../text/span';
import type { Exchange, ResponseHeader } from './exchange';
import type { Unknown } from './unknown';

export function addChallenge(x: Exchange, value: string | Unknown, at: Place | null): void {
  setChallenge(x, { name: 'WWW-Authenticate', value, dropped: false, at });
}

/** Adds a challenge that comes from a sub-request or an upstream. */
export function setChallenge(x: Exchange, header: ResponseHeader): void {
  x.challenge = { ...header, dropped: false };
  x.answer.push(x.challenge);
}

/** Copies the challenge that a sub-request ended with; one that it took back stays invisible. */
export function copyChallenge(x: Exchange, header: ResponseHeader): void {
  x.challenge = { ...header };
  x.answer.push(x.challenge);
}

export function isChallenge(line: ResponseHeader): boolean {
  return line.name.toLowerCase() === 'www-authenticate';
}

/** With `satisfy any`, a yes takes back the last challenge and leaves earlier ones (nginx before 1.23.0). */
export function dropLastChallenge(x: Exchange): void {
  if (x.challenge !== null) x.challenge.dropped = true;
}
