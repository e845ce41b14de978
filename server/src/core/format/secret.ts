// Secrets that a finding is about: no output repeats them, since outputs lie in logs that many can read.
import type { Finding, Witness } from '../findings/finding';

const STARS = '***';

/** A finding's witness as outputs may show it: credentials that the file gives away are stars. */
export function shownWitness({ witness, secret }: Finding): Witness | null {
  if (witness === null || secret !== true) return witness;
  const headers = witness.request.headers.map(([name, value]) => {
    const isCredential = /^(proxy-)?authorization$/i.test(name);
    return [name, isCredential ? `${value.split(' ')[0]} ${STARS}` : value] as const;
  });
  return { ...witness, request: { ...witness.request, headers } };
}

/** A line with stars in the place of a part of it, so that nothing moves. */
export function starred(line: string, from: number, to: number): string {
  return line.slice(0, from) + '*'.repeat(Math.max(0, to - from)) + line.slice(to);
}
