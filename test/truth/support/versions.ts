// What later versions of nginx answer differently from the recorded one, and rightly so.
import type { Recorded } from './cases';

/** Why a newer nginx differs from the record; `null` where it should not (http://nginx.org/en/CHANGES). */
export function knownChange(version: string, recorded: Recorded, answer: Recorded): string | null {
  const without = ({ www_authenticate: _, www_authenticate_lines: __, body: ___, ...rest }: Recorded) =>
    JSON.stringify(rest);
  if (!isAtLeast(version, [1, 23, 0]) || without(recorded) !== without(answer)) return null;
  const { www_authenticate: before } = recorded;
  const { www_authenticate: now } = answer;
  if (before !== null && now?.includes(before) === true) return 'nginx 1.23.0 passes on all challenges';
  return before === now ? 'nginx 1.23.0 joins repeated header lines' : null;
}

function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, part] of wanted.entries()) {
    const own = parts[i] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
