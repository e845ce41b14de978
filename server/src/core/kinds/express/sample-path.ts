// A path that a pattern of Express matches, to ask the stack about.

import { example } from '../../regex';
import { compileJs } from './matching/js-regex';
import type { PathPattern } from './stack';

/**
 * A path for a pattern: `1` for parameters, `x` for wildcards, without what is optional. `isMount`: without the slash at
 * its end. `null` where none is found; whoever asks has to see that it matches.
 */
export function samplePath(pattern: PathPattern, isMount: boolean): string | null {
  if (pattern.kind === 'unknown') return null;
  const path = pattern.kind === 'string' ? fromText(pattern.text) : fromRegExp(pattern.source, pattern.flags);
  if (path === null) return null;
  const bare = isMount ? path.replace(/\/+$/, '') : path;
  return bare === '' || bare.startsWith('/') ? bare : null;
}

const PARTS =
  /\{[^{}]*\}|\/?:\w+(?:\([^()]*\))?\?|:\w+(?:\(((?:[^()]|\([^()]*\))*)\))?[*+]?|\*\w*|\(((?:[^()|]|\([^()]*\))*)(?:\|[^()]*)?\)\??|\\(.)|(\w)\?/g;

/** A pattern of Express 4 or 5: what only one of them reads so is tried by the one that asks. */
function fromText(text: string): string | null {
  const path = text.replace(PARTS, (part: string, _inner?: string, choice?: string, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    if (part.startsWith('{') || part.endsWith('?')) return '';
    if (part.startsWith(':')) return '1';
    if (part.startsWith('*')) return 'x';
    return choice !== undefined && /^\w+$/.test(choice) ? choice : 'x';
  });
  return path;
}

function fromRegExp(source: string, flags: string): string | null {
  const compiled = compileJs(source, flags);
  if (compiled.kind !== 'jsRegex') return null;
  const found = example(compiled.regex);
  return found.kind === 'example' ? found.text : null;
}
