// The rewrite phases: set, if, rewrite, break and return, in the order of the file
// (ngx_http_rewrite_handler, src/http/modules/ngx_http_rewrite_module.c; ngx_http_script.c).
import { arg, type Line, placeOf } from '../config/lines';
import { userPattern } from '../config/patterns';
import type { Scope } from '../config/scopes';
import { send } from './answer';
import { matchesAlone } from './captures';
import { conditionHolds } from './conditions';
import { type Exchange, note, type Reply } from './exchange';
import { luaRewrite } from './lua';
import { enterScope } from './scope';
import { finish } from './special';
import { isUnknown, type Unknown, unknown } from './unknown';
import { escapeArgs, pathOf, unescapeRedirect } from './uri';
import { compileValue, evaluate } from './values';
import { variable } from './variables';

/** `next` goes on behind the block, `stop` ends this run of directives, a reply ends the request. */
type Outcome = 'next' | 'stop' | Reply;

/** Runs the directives of a server or a location; `null` where the request goes on. */
export function runRewrite(x: Exchange, scope: Scope): Reply | null {
  const outcome = runLines(x, scope);
  // Lua waits for the location that a rewrite leads to (ngx_http_lua_rewrite_handler: `r->uri_changed`).
  if (outcome === 'next' || outcome === 'stop') return x.uriChanged ? null : luaRewrite(x);
  return outcome;
}

function runLines(x: Exchange, scope: Scope): Outcome {
  for (const line of scope.lines) {
    const outcome = runLine(x, line, scope);
    if (outcome !== 'next') return outcome;
  }
  return 'next';
}

function runLine(x: Exchange, line: Line, scope: Scope): Outcome {
  switch (line.name) {
    case 'set':
      return setVariable(x, line);
    case 'if':
      return runIf(x, line, scope);
    case 'rewrite':
      return runRewriteLine(x, line);
    case 'return':
      return runReturn(x, line);
    case 'break':
      if (x.uriChanged) x.validLocation = false;
      x.uriChanged = false;
      return 'stop';
    default:
      return SETTERS.has(line.name) ? setUnknown(x, line) : 'next';
  }
}

function setVariable(x: Exchange, line: Line): Outcome {
  const name = arg(line, 0).slice(1).toLowerCase();
  const value = evaluate(arg(line, 1), x, placeOf(line));
  if (name === 'args') return setArgs(x, value);
  x.connection.variables.set(name, value);
  return 'next';
}

/** `$args` is the query itself: what is sent on follows it (ngx_http_variable_set_args). */
function setArgs(x: Exchange, value: string | Unknown): Outcome {
  if (isUnknown(value)) return value;
  x.args = value;
  x.validUnparsedUri = false;
  return 'next';
}

/** Third-party directives that give a variable a value in the rewrite phase. */
const SETTERS = new Set([
  ...[
    'set_by_lua',
    'set_by_lua_block',
    'set_by_lua_file',
    'set_escape_uri',
    'set_unescape_uri',
    'set_md5',
    'set_sha1',
  ],
  ...[
    'set_if_empty',
    'set_hmac_sha1',
    'set_encode_base64',
    'set_decode_base64',
    'set_random',
    'set_secure_random_alphanum',
  ],
  ...['set_quote_sql_str', 'set_form_input', 'set_decrypt_session', 'set_encrypt_session', 'set_local_today'],
]);

function setUnknown(x: Exchange, line: Line): Outcome {
  const name = line.args
    .find((word) => word.value.startsWith('$'))
    ?.value.slice(1)
    .toLowerCase();
  if (name !== undefined)
    x.connection.variables.set(name, unknown(`what ${line.name} sets $${name} to`, placeOf(line)));
  return 'next';
}

/** A true `if` in a location replaces the settings by its own, which inherit from the location. */
function runIf(x: Exchange, line: Line, scope: Scope): Outcome {
  const block = scope.ifs.get(line);
  if (block === undefined) return 'next';
  const holds = conditionHolds(x, line);
  if (isUnknown(holds)) return undecidedIf(x, line, block, holds);
  if (!holds) return 'next';
  if (scope.kind !== 'server') {
    note(x, 'selects', `if ${conditionText(line)} is true`, placeOf(line));
    enterScope(x, block);
  }
  return runLines(x, block);
}

/** An `if` that cannot be decided matters only where its block does something. */
function undecidedIf(x: Exchange, line: Line, block: Scope, reason: Unknown): Outcome {
  const harmless = block.lines.every((inner) => inner.name === 'set' || HARMLESS.has(inner.name));
  if (!harmless || block.gaps.length > 0) return reason;
  for (const inner of block.lines) {
    if (inner.name !== 'set') continue;
    x.connection.variables.set(arg(inner, 0).slice(1).toLowerCase(), unknown(reason.reason, placeOf(line)));
  }
  return 'next';
}

const HARMLESS = new Set([
  'expires',
  'access_log',
  'limit_rate',
  'gzip',
  'etag',
  'log_not_found',
  'rewrite_log',
]);

export function conditionText(line: Line): string {
  const words = line.args.map(({ value, quote }) => (quote === null ? value : quote + value + quote));
  return words.join(' ').replace(/^\( +/, '(').replace(/ +\)$/, ')');
}

function runRewriteLine(x: Exchange, line: Line): Outcome {
  const matched = matchesAlone(x, userPattern(arg(line, 0), false), x.uri);
  if (isUnknown(matched)) return unknown(matched.reason, placeOf(line));
  if (!matched) return 'next';
  const replacement = readReplacement(line);
  const value = replacementValue(x, replacement, line);
  if (isUnknown(value)) return value;
  if (replacement.status !== null) return redirect(x, line, value.path, replacement.status, replacement);
  return changeUri(x, line, value, replacement.addArgs);
}

type Replacement = { readonly text: string; readonly addArgs: boolean; readonly status: 301 | 302 | null };

/** A `?` at the end drops the request's own arguments; an absolute replacement redirects (ngx_http_rewrite). */
export function readReplacement(line: Line): Replacement {
  const written = arg(line, 1);
  const dropArgs = written.endsWith('?');
  const text = dropArgs ? written.slice(0, -1) : written;
  const mark = arg(line, 2);
  const absolute = /^(https?:\/\/|\$scheme)/i.test(written);
  const status = mark === 'permanent' ? 301 : mark === 'redirect' || absolute ? 302 : null;
  return { text, addArgs: !dropArgs, status };
}

/** A replacement with its variables filled in; `args` is `null` where no `?` is written in it. */
type Replaced = { readonly path: string; readonly args: string | null };

/**
 * What a path is replaced by. Only a `?` that is written starts the arguments, none that a variable brings along
 * (ngx_http_script_add_args_code): the first one, which is left out itself. In a redirect it stays.
 * Captures of a path that came with escapes are escaped again in a redirect and behind a `?`
 * (ngx_http_script_copy_capture_code); a redirect takes back those that it does not need.
 */
function replacementValue(x: Exchange, { text, status }: Replacement, line: Line): Replaced | Unknown {
  const isRedirect = status !== null;
  const wasEscaped = /[%+]/.test(pathOf(x.connection.requestUri));
  let argsAt: number | null = null;
  let out = '';
  for (const part of compileValue(text).parts) {
    const value = part.kind === 'text' ? part.text : variable(part.name, x, placeOf(line));
    if (isUnknown(value)) return value;
    const mark: number = part.kind === 'text' && !isRedirect && argsAt === null ? value.indexOf('?') : -1;
    if (mark >= 0) {
      argsAt = out.length + mark;
      out += value.slice(0, mark) + value.slice(mark + 1);
      continue;
    }
    const isCapture = part.kind === 'variable' && /^\d$/.test(part.name);
    out += isCapture && wasEscaped && (isRedirect || argsAt !== null) ? escapeArgs(value) : value;
  }
  if (isRedirect) return { path: unescapeRedirect(out), args: null };
  return argsAt === null
    ? { path: out, args: null }
    : { path: out.slice(0, argsAt), args: out.slice(argsAt) };
}

function redirect(x: Exchange, line: Line, value: string, status: 301 | 302, written: Replacement): Reply {
  // Only a `?` that is written counts, none that a capture brings along (`code->args`).
  const joint = written.text.includes('?') ? '&' : '?';
  const args = written.addArgs && x.args !== '' ? joint + x.args : '';
  // The request counts as rewritten all the same, which an error_page for the redirect's status gets to see
  // (ngx_http_script_regex_start_code).
  x.internal = true;
  x.validUnparsedUri = false;
  note(x, 'redirects', `rewrite redirects (${status})`, placeOf(line));
  return finish(x, { status, at: placeOf(line), location: value + args });
}

function changeUri(x: Exchange, line: Line, { path, args }: Replaced, addArgs: boolean): Outcome {
  if (args !== null) x.args = addArgs && x.args !== '' ? `${args}&${x.args}` : args;
  else if (!addArgs) x.args = '';
  x.internal = true;
  x.validUnparsedUri = false;
  const mark = arg(line, 2);
  x.uriChanged = mark !== 'break';
  if (mark === 'break') x.validLocation = false;
  if (path === '') return finish(x, { status: 500, at: placeOf(line) });
  note(x, 'rewrites', `the path becomes ${path}${mark === '' ? '' : ` (${mark})`}`, placeOf(line));
  x.uri = path;
  return mark === 'last' || mark === 'break' ? 'stop' : 'next';
}

/** What a `return` says: a status, and a text or a URL (ngx_http_rewrite_return). */
export function readReturn(line: Line): { readonly status: number; readonly text: string | null } {
  const first = arg(line, 0);
  if (/^\d{3}$/.test(first))
    return { status: Number(first), text: line.args.length > 1 ? arg(line, 1) : null };
  return { status: 302, text: first };
}

export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** `return` answers before any access check (ngx_http_script_return_code, ngx_http_send_response). */
function runReturn(x: Exchange, line: Line): Reply {
  const { status, text } = readReturn(line);
  const at = placeOf(line);
  if (Number.isNaN(status)) return unknown(`the status of "${arg(line, 0)}"`, at);
  const value = evaluate(text ?? '', x, at);
  if (isUnknown(value))
    return REDIRECTS.has(status) ? redirectTo(x, status, value, line) : sendText(x, status, null, line);
  if (REDIRECTS.has(status)) return redirectTo(x, status, value, line);
  // A text with variables is one, even where it comes to nothing (ngx_http_script_return_code, `text.lengths`).
  if (status < 400 || (text !== null && text !== '')) return sendText(x, status, value, line);
  note(x, 'answers', `return ${status}`, at);
  return finish(x, { status, at });
}

function redirectTo(x: Exchange, status: number, value: string | Unknown, line: Line): Reply {
  if (isUnknown(value)) return value;
  note(x, 'redirects', `return ${status}`, placeOf(line));
  return finish(x, { status, at: placeOf(line), location: value });
}

/** A text is sent at once: error_page is not asked. */
function sendText(x: Exchange, status: number, body: string | null, line: Line): Reply {
  note(x, 'answers', `return ${status}${body === '' ? '' : ' with a text'}`, placeOf(line));
  return send(x, { status, body, at: placeOf(line) });
}
