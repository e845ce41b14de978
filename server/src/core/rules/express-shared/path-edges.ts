// Where texts and patterns for paths end: at a segment's end, or in the middle of a word.
import { compileJs } from '../../kinds/express/matching/js-regex';
import { test } from '../../regex';
import { escaped } from './path-patterns';

/** A text or pattern that lets paths through by what they begin with, or hold. */
export type Loose = {
  readonly how: 'start' | 'pattern';
  readonly text: string;
  readonly flags: string;
};

const EDGE = '(?:\\/|$)';

/** Whether a check says yes to a path. */
export function takes({ how, text, flags }: Loose, path: string): boolean {
  return how === 'start' ? path.startsWith(text) : finds(text, flags, path);
}

function finds(source: string, flags: string, path: string): boolean {
  const regex = compileJs(source, flags);
  return regex.kind === 'jsRegex' && test(regex.regex, path);
}

/** The source of a pattern that ends where a segment does; `null` for what ends there anyhow, or not in a word. */
export function tightened({ how, text }: Loose): string | null {
  if (how === 'start') return text.length < 2 || text.endsWith('/') ? null : `^${escaped(text)}${EDGE}`;
  const base = text.replace(/\.\*\$?$/, '');
  const endsInWord = /(?:^|[^\\])[\w-]\)*$/.test(base);
  const isExtension = /\\\.(?:\w+|\(\??:?[\w|]+\))$/.test(base);
  if (!endsInWord || isExtension || base.includes('(?!')) return null;
  const bare = base.replace(/^\^/, '');
  const isChoice = bare.replace(/\([^()]*\)|\[[^\]]*\]|\\./g, '').includes('|');
  const start = base.startsWith('^') || bare.startsWith('\\/') || bare.startsWith('/') ? '^' : '';
  return `${start}${isChoice ? `(?:${bare})` : bare}${EDGE}`;
}

/**
 * Whether a path is let through in the middle of a word: the check says yes, and would not if it ended where
 * segments do. What only has more in front is the same thing elsewhere, and is left alone.
 */
export function overruns(loose: Loose, path: string): boolean {
  const tight = tightened(loose);
  if (tight === null || !takes(loose, path)) return false;
  return !finds(loose.how === 'start' ? tight : tight.replace(/^\^/, ''), loose.flags, path);
}
