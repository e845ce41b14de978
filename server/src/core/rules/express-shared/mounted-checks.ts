// Checks of paths under a mount: what they say yes to, and how their text has to be there.
import { compileJs } from '../../kinds/express/matching/js-regex';
import { test } from '../../regex';
import { behindPrefix } from './mounts';
import type { PathCheck } from './path-checks';

/** Whether a check says yes to a path. */
export function accepts({ how, text, flags }: PathCheck, path: string): boolean {
  if (how === 'equal') return path === text;
  if (how === 'start') return path.startsWith(text);
  const regex = compileJs(text, flags);
  return regex.kind === 'jsRegex' && test(regex.regex, path);
}

/** A prefix of everything under the mount, such as `/`, says nothing of what its author saw. */
export function isShort({ how, text }: PathCheck, prefix: string): boolean {
  return how === 'start' && (text.length < 2 || prefix.startsWith(text));
}

/** The text as it has to be where the guard stands; `null` for patterns. */
export function corrected({ how, carrier, text }: PathCheck, prefix: string): string | null {
  if (how === 'pattern') return null;
  if (carrier === 'originalUrl') return `'${prefix}${text}'`;
  const inside = behindPrefix(text, prefix);
  return inside === null ? null : `'${inside}'`;
}
