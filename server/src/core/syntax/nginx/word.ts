// Words of nginx: the text between quotes, with its escapes resolved.
import type { Word } from './tree';

/** Reads the word that stands between two offsets, quotes included. */
export function readWord(text: string, start: number, end: number): Word {
  const first = text.charAt(start);
  const quote = first === '"' || first === "'" ? first : null;
  const closed = quote !== null && end - start > 1 && text.charAt(end - 1) === quote;
  const raw = quote === null ? text.slice(start, end) : text.slice(start + 1, closed ? end - 1 : end);
  const hole = raw.includes('{{') || raw.includes('<%') || raw.includes('{%');
  return { span: { start, end }, value: raw.includes('\\') ? resolveEscapes(raw) : raw, quote, hole };
}

/** Resolves escapes as the end of ngx_conf_read_token does: every other `\x` keeps its backslash, for regexes. */
function resolveEscapes(raw: string): string {
  let out = '';
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charAt(i);
    const next = raw.charAt(i + 1);
    if (c !== '\\' || !'"\'\\trn'.includes(next) || next === '') {
      out += c;
      continue;
    }
    out += next === 't' ? '\t' : next === 'r' ? '\r' : next === 'n' ? '\n' : next;
    i++;
  }
  return out;
}
