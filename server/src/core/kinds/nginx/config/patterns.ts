// A user's regex of the configuration, compiled once, over bytes as nginx runs it.
import { compile, type Regex } from '../../../regex';
import { toBytes } from './bytes';

export type UserPattern = {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly regex: Regex | { readonly kind: 'unsupported' | 'invalid'; readonly reason: string };
};

const compiled = new Map<string, UserPattern>();

/**
 * Compiles a pattern (ngx_regex_compile; PCRE without UTF mode). Equal patterns share one result: a configuration
 * repeats its few patterns in every server.
 */
export function userPattern(source: string, ignoreCase: boolean): UserPattern {
  const key = (ignoreCase ? 'i' : 's') + source;
  let pattern = compiled.get(key);
  if (pattern === undefined) {
    if (compiled.size > 5000) compiled.clear();
    pattern = { source, ignoreCase, regex: compile(toBytes(source), { ignoreCase }) };
    compiled.set(key, pattern);
  }
  return pattern;
}
