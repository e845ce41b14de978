// What any client can send without knowing a secret: claims in headers that a configuration may believe.
import type { HeaderLine } from '../../model/request';

/**
 * Whether a text is long and odd enough to be a secret: whoever sends it has been told it. A word of letters is none,
 * whatever its length.
 */
export function maySecret(text: string): boolean {
  return text
    .split(/[^A-Za-z0-9]+/)
    .some(
      (part) =>
        (part.length >= 6 && /\d/.test(part) && /[A-Za-z]/.test(part)) ||
        part.length >= 20 ||
        /^\d{6,}$/.test(part),
    );
}

/** Values of a credential that nobody has given out, as anybody can make them up. */
export const MADE_UP: readonly string[] = ['x', 'Bearer x', 'Basic eDp4', 'Token x'];

/** Headers that select a site or a protocol, and do not say who asks. */
export function isClaim([name]: HeaderLine): boolean {
  return !/^host$/i.test(name);
}

/** A header whose value arrives as it is: blanks at the end of a line are not a part of it (RFC 9110, section 5.5). */
export function sendable([name, value]: HeaderLine): HeaderLine {
  return [name, value.endsWith(' ') ? `${value}x` : value];
}
