// Setting a header of the answer over, as headers-more and Lua do (ngx_http_set_builtin_header and
// ngx_http_set_header_helper, ngx_http_headers_more_headers_out.c; ngx_http_lua_headers_out.c is the same).
import type { Place } from '../../../text/span';
import type { Exchange, ResponseHeader } from './exchange';
import type { Unknown } from './unknown';

/**
 * Gives a header this value instead of all that it had; `null` takes it away. A star at the end of a name stands for
 * all names that start so.
 */
export function setHeader(x: Exchange, name: string, value: string | Unknown | null, at: Place | null): void {
  const line: ResponseHeader = { name, value: value ?? '', dropped: value === null, at };
  switch (name.toLowerCase()) {
    case 'www-authenticate':
      setOver(x, line);
      return;
    case 'location':
      if (value === null) replaceAll(x, line);
      else setLocation(x, value, at);
      return;
    default:
      replaceAll(x, line);
  }
}

export function setLocation(x: Exchange, value: string | Unknown, at: Place | null): void {
  for (const line of x.answer) if (isNamed(line, 'location')) line.dropped = true;
  x.location = { name: 'Location', value, dropped: false, at };
  x.answer.push(x.location);
}

/** Of several challenges only the one that nginx itself made last is known (`headers_out.www_authenticate`). */
function setOver(x: Exchange, line: ResponseHeader): void {
  if (x.challenge !== null) {
    replace(x, x.challenge, line);
    x.challenge = line;
    return;
  }
  // From now on nginx knows this line, even where it is an empty one.
  x.challenge = replaceAll(x, line) ?? line;
  if (!x.answer.includes(x.challenge)) x.answer.push(x.challenge);
}

/**
 * The first line of that name gets the value and the others go; answers the last line that had the name, `null` where
 * the value only takes away and there is nothing to take.
 */
function replaceAll(x: Exchange, line: ResponseHeader): ResponseHeader | null {
  const [first, ...others] = x.answer.filter((one) => !one.dropped && isNamed(one, line.name.toLowerCase()));
  for (const other of others) other.dropped = true;
  // What is taken away stays so for whoever still knows the line, such as the request that a sub-request was for.
  if (first !== undefined && line.dropped) first.dropped = true;
  if (first !== undefined) replace(x, first, line);
  else if (!line.dropped) x.answer.push(line);
  else return null;
  return others.at(-1) ?? line;
}

function isNamed({ name }: ResponseHeader, wanted: string): boolean {
  const lower = name.toLowerCase();
  return wanted.endsWith('*') ? lower.startsWith(wanted.slice(0, -1)) : lower === wanted;
}

/** The place of a line among the others stays. */
function replace(x: Exchange, old: ResponseHeader, line: ResponseHeader): void {
  const i = x.answer.indexOf(old);
  if (i < 0) x.answer.push(line);
  else x.answer[i] = line;
}
