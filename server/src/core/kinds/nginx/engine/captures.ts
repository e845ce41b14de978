// What a regex leaves behind where it matches: `$1` to `$9` and its named groups (ngx_http_regex_exec).
import { exec, type Match } from '../../../regex';
import type { UserPattern } from '../config/patterns';
import type { Exchange } from './exchange';
import { type Unknown, unknown } from './unknown';

/** Whether a text matches a pattern of the configuration; if so, its captures are taken. */
export function matches(x: Exchange, pattern: UserPattern, text: string): boolean | Unknown {
  const { regex, source } = pattern;
  if (regex.kind !== 'regex') return unknown(`the pattern ${source} (${regex.reason})`, null);
  const match = exec(regex, text);
  if (match === null) return false;
  takeCaptures(x, pattern, match);
  return true;
}

/** The same for a directive of the rewrite module: where it fails, it takes away earlier captures, too. */
export function matchesAlone(x: Exchange, pattern: UserPattern, text: string): boolean | Unknown {
  const matched = matches(x, pattern, text);
  // ngx_http_script_regex_start_code sets `r->ncaptures` to 0.
  if (matched === false) x.captures = [];
  return matched;
}

/** Takes the captures of a match that was found before. */
export function takeCaptures(x: Exchange, { regex }: UserPattern, match: Match): void {
  x.captures = match.groups;
  if (regex.kind !== 'regex') return;
  for (const { name, index } of regex.names) {
    x.connection.variables.set(name.toLowerCase(), match.groups[index] ?? '');
  }
}
