// The request target: split, decoded and normalised as ngx_http_parse_complex_uri (src/http/ngx_http_parse.c) does it.

export type ParsedTarget = { readonly uri: string; readonly args: string };

/** The path as bytes and the query as sent; `null` where nginx answers 400. */
export function parseTarget(target: string, mergeSlashes: boolean): ParsedTarget | null {
  // Blanks and controls end the request line, or make it invalid (ngx_http_parse_request_line, nginx 1.21.1 and later).
  if (/[\0-\x20\x7f]/.test(target)) return null;
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(target);
  const path = absolute === null ? target : absolute[1] === '' ? '/' : (absolute[1] ?? '/');
  if (!path.startsWith('/')) return null;
  const hash = path.indexOf('#');
  const withoutFragment = hash < 0 ? path : path.slice(0, hash);
  const question = withoutFragment.indexOf('?');
  const raw = question < 0 ? withoutFragment : withoutFragment.slice(0, question);
  const uri = normalize(raw, mergeSlashes);
  return uri === null ? null : { uri, args: question < 0 ? '' : withoutFragment.slice(question + 1) };
}

/** The path of a target, as it was sent. */
export function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? '';
}

/**
 * Decodes `%XX` once, resolves `.` and `..` and merges slashes. A decoded `?` or `#` is a plain character, a decoded
 * slash is a slash. `null` for a path that leaves the root or has a broken or zero escape.
 */
function normalize(raw: string, mergeSlashes: boolean): string | null {
  const decoded = percentDecode(raw);
  if (decoded === null || decoded.includes('\0')) return null;
  const out: string[] = [];
  const parts = decoded.slice(1).split('/');
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    if (part === '..') {
      if (out.length === 0) return null;
      out.pop();
      if (last) out.push('');
    } else if (part === '.') {
      if (last) out.push('');
    } else if (part === '' && !last && mergeSlashes) {
      // Merged into the slash before it.
    } else {
      out.push(part);
    }
  }
  return `/${out.join('/')}`;
}

function percentDecode(raw: string): string | null {
  if (!raw.includes('%')) return raw;
  let out = '';
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charAt(i);
    if (c !== '%') {
      out += c;
      continue;
    }
    const hex = raw.slice(i + 1, i + 3);
    if (!/^[0-9a-fA-F]{2}$/.test(hex)) return null;
    out += String.fromCharCode(Number.parseInt(hex, 16));
    i += 2;
  }
  return out;
}

/** Characters that ngx_escape_uri (src/core/ngx_string.c) writes as `%XX` in a path, beside controls and non-ASCII. */
const ESCAPED_IN_PATHS = '"#%<>?\\^`{|}';

/** Those that it writes so in arguments (NGX_ESCAPE_ARGS). */
const ESCAPED_IN_ARGS = '"#%&+;<>?\\^`{|}';

/** Escapes a path for the request line to an upstream or a Location header; `%` and `?` become escapes too. */
export function escapeUri(path: string): string {
  return escaped(path, ESCAPED_IN_PATHS);
}

/** Escapes a text that becomes a part of arguments. */
export function escapeArgs(text: string): string {
  return escaped(text, ESCAPED_IN_ARGS);
}

function escaped(text: string, special: string): string {
  let out = '';
  for (const c of text) {
    const code = c.charCodeAt(0);
    const plain = code > 0x20 && code < 0x7f && !special.includes(c);
    out += plain ? c : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/**
 * Takes back the escapes of a redirect's path where the character may stand there as it is
 * (ngx_unescape_uri with NGX_UNESCAPE_REDIRECT); a question mark ends the path. Of an escape that is none, the digits
 * that were read are lost, and so is one that the path breaks off in.
 */
export function unescapeRedirect(location: string): string {
  let plain = '';
  for (let at = 0; at < location.length; at++) {
    const sign = location.charAt(at);
    if (sign === '?') return plain + location.slice(at);
    if (sign !== '%') {
      plain += sign;
      continue;
    }
    const [first, second] = [location.charAt(at + 1), location.charAt(at + 2)];
    if (!/^[0-9a-f]$/i.test(first)) {
      plain += first;
      at++;
      continue;
    }
    at += 2;
    if (!/^[0-9a-f]$/i.test(second)) continue;
    const code = Number.parseInt(first + second, 16);
    if (code === 0x3f) return `${plain}?${location.slice(at + 1)}`;
    plain += code > 0x25 && code < 0x7f ? String.fromCharCode(code) : `%${first}${second}`;
  }
  return plain;
}

/** The path of a request with a slash at its end, as a redirect to it is written. */
export function slashed({ uri, args }: ParsedTarget): string {
  return `${escapeUri(uri)}/${args === '' ? '' : `?${args}`}`;
}

/** Splits a configured URI into path and query (ngx_http_split_args). */
export function splitArgs(uri: string): { readonly path: string; readonly args: string } {
  const question = uri.indexOf('?');
  return question < 0
    ? { path: uri, args: '' }
    : { path: uri.slice(0, question), args: uri.slice(question + 1) };
}
