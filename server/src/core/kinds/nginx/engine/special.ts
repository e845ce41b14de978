// Error pages (ngx_http_special_response_handler and ngx_http_send_error_page, src/http/ngx_http_special_response.c)
// and the moves to another location that they, try_files and index make.
import { flag, group, isHidden } from '../config/inherit';
import { type Line, placeOf } from '../config/lines';
import { type Content, send } from './answer';
import { type Exchange, note, type Reply } from './exchange';
import { continueNamed, handle } from './phases';
import { REDIRECTS } from './rewrite';
import { setLocation } from './set-header';
import { isUnknown, unknownSetting } from './unknown';
import { splitArgs } from './uri';
import { evaluate } from './values';

/** Ends a request with a status that nginx makes itself: error pages are asked first. */
export function finish(x: Exchange, content: Content): Reply {
  if (SILENT.has(content.status)) return closed(content);
  if (content.status < 300 && content.status !== 201 && content.status !== 204) return send(x, content);
  x.errStatus = content.status;
  x.errAt = content.at;
  if (content.location !== undefined) setLocation(x, content.location, content.at);
  const page = errorPage(x, content.status);
  return page ?? builtIn(x, content);
}

/**
 * Statuses that close the connection: the client gets no answer at all (ngx_http_finalize_request). They are 408, 444
 * and 499.
 */
const SILENT = new Set([408, 444, 499]);

function closed(content: Content): Reply {
  return { kind: 'reply', status: 0, headers: [], body: null, at: content.at, passed: false, upstream: null };
}

/** The built-in page; nginx's own codes above 493 reach the client as 400. */
function builtIn(x: Exchange, content: Content): Reply {
  if (x.errStatus >= 494 && x.errStatus <= 497) x.errStatus = 400;
  const { location: _, ...rest } = content;
  return send(x, { ...rest, status: x.errStatus });
}

/** The answer of an `error_page` for this status, `null` where none is asked. */
function errorPage(x: Exchange, status: number): Reply | null {
  if (x.errorPageDone || x.changesLeft === 0) return null;
  const lines = group(x.scope, 'error_page');
  if (isHidden(lines)) return unknownSetting('error_page', lines);
  if (lines.length === 0) return null;
  const recursive = flag(x.scope, 'recursive_error_pages', false);
  if (isHidden(recursive)) return unknownSetting('recursive_error_pages', recursive);
  if (!recursive) x.errorPageDone = true;
  const line = lines.find((candidate) => readErrorPage(candidate).statuses.includes(status));
  return line === undefined ? null : sendErrorPage(x, line);
}

export type ErrorPage = {
  readonly statuses: readonly number[];
  /** `=200` sets a status, a bare `=` (0) takes the target's, `null` keeps the error's. */
  readonly overwrite: number | null;
  readonly target: string;
};

/** Reads an `error_page` (ngx_http_core_error_page). */
export function readErrorPage(line: Line): ErrorPage {
  const words = line.args.map((word) => word.value);
  const target = words.at(-1) ?? '';
  const equals = words.slice(0, -1).find((word) => word.startsWith('='));
  const statuses = words.slice(0, -1).filter((word) => /^\d{3}$/.test(word));
  const overwrite = equals === undefined ? null : equals === '=' ? 0 : Number(equals.slice(1));
  return { statuses: statuses.map(Number), overwrite, target };
}

function sendErrorPage(x: Exchange, line: Line): Reply {
  const page = readErrorPage(line);
  const at = placeOf(line);
  note(x, 'rewrites', `error_page leads to ${page.target}`, at);
  if (page.overwrite !== null) {
    x.errStatus = page.overwrite;
    x.errAt = at;
  }
  const target = evaluate(page.target, x, at);
  if (isUnknown(target)) return target;
  if (target.startsWith('/')) {
    const { path, args } = splitArgs(target);
    if (x.method !== 'HEAD') x.method = 'GET';
    return internalRedirect(x, path, args);
  }
  if (target.startsWith('@')) return namedLocation(x, target, line);
  if (!REDIRECTS.has(page.overwrite ?? 0)) x.errStatus = 302;
  return send(x, { status: x.errStatus, location: target, at });
}

/** Starts over at the server's own rewrites with another path (ngx_http_internal_redirect). */
export function internalRedirect(x: Exchange, uri: string, args: string): Reply {
  x.changesLeft--;
  if (x.changesLeft === 0) return finish(x, { status: 500, at: null });
  x.uri = uri;
  x.args = args;
  x.internal = true;
  x.validUnparsedUri = false;
  x.scope = x.connection.server;
  x.handler = null;
  return handle(x);
}

/** Goes on in a named location, behind the server's own rewrites (ngx_http_named_location). */
export function namedLocation(x: Exchange, name: string, from: Line): Reply {
  x.changesLeft--;
  if (x.changesLeft === 0) return finish(x, { status: 500, at: placeOf(from) });
  const { server } = x.connection;
  const location = server.locations.find(({ match }) => match.kind === 'named' && match.name === name);
  if (location === undefined) {
    const [gap] = server.gaps;
    if (gap !== undefined) return unknownSetting(`location ${name}`, { hidden: gap });
    note(x, 'answers', `there is no location ${name}`, placeOf(from));
    return finish(x, { status: 500, at: placeOf(from) });
  }
  x.internal = true;
  x.uriChanged = false;
  x.handler = null;
  return continueNamed(x, location);
}
