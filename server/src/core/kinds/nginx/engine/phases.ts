// The phases of a request in nginx's order: server rewrite, location, location rewrite, access, try_files, content
// (ngx_http_core_run_phases and the checkers, src/http/ngx_http_core_module.c).
import { innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import { findLocation } from '../config/locations';
import { type Location, locationName, placeOfScope } from '../config/scopes';
import { accessPhase } from './access';
import { takeCaptures } from './captures';
import { contentPhase } from './content';
import { type Exchange, note, type Reply } from './exchange';
import { luaRewrite } from './lua';
import { replaceAddress } from './realip';
import { runRewrite } from './rewrite';
import { enterScope } from './scope';
import { finish } from './special';
import { tryFiles } from './try-files';
import { isUnknown, type Unknown, unknownSetting } from './unknown';
import { slashed } from './uri';

/** Runs a request from the server's rewrites on (ngx_http_handler). */
export function handle(x: Exchange): Reply {
  const { server } = x.connection;
  x.validLocation = true;
  if (!x.internal) {
    const problem = replaceAddress(x);
    if (problem !== null) return problem;
  }
  return runRewrite(x, server) ?? locate(x);
}

/** Goes on in a named location. */
export function continueNamed(x: Exchange, location: Location): Reply {
  note(x, 'selects', `location ${locationName(location)}`, placeOfScope(location));
  enterScope(x, location);
  return afterLocation(x, location) ?? locate(x);
}

function locate(x: Exchange): Reply {
  for (;;) {
    x.uriChanged = false;
    x.handler = null;
    const found = findLocation(x.connection.server, x.uri);
    if ('kind' in found) return found;
    x.scope = x.connection.server;
    for (const { match, location } of found.regexes) {
      if (location.match.kind === 'regex') takeCaptures(x, location.match.pattern, match);
    }
    if (found.location === null) return bodyTooLarge(x) ?? rest(x);
    const refused = enterLocation(x, found.location, found.redirect);
    if (refused !== null) return refused;
    const reply = afterLocation(x, found.location);
    if (reply !== null) return reply;
  }
}

/** The checks of ngx_http_core_find_config_phase; `null` where the request goes on in the location. */
function enterLocation(x: Exchange, location: Location, redirect: boolean): Reply | null {
  const at = placeOfScope(location);
  const internal = x.internal ? null : innermost(location, 'internal');
  if (isHidden(internal)) return unknownSetting('internal', internal);
  if (internal !== null) {
    note(x, 'refuses', `location ${locationName(location)} is internal`, placeOf(internal.line));
    x.scope = location;
    return finish(x, { status: 404, at: placeOf(internal.line) });
  }
  note(x, 'selects', `location ${locationName(location)}${reasonOf(location)}`, at);
  enterScope(x, location);
  const tooLarge = bodyTooLarge(x);
  if (tooLarge !== null) return tooLarge;
  if (!redirect) return null;
  note(x, 'redirects', 'the path without the slash is redirected', at);
  return finish(x, { status: 301, location: slashed(x), at });
}

function reasonOf(location: Location): string {
  switch (location.match.kind) {
    case 'exact':
      return ' matches exactly';
    case 'prefix':
      return ' is the longest prefix';
    case 'regex':
      return ' is the first regex that matches';
    case 'named':
    case 'unknown':
      return '';
  }
}

/** Location rewrite and what follows; `null` where a rewrite asks for another location. */
function afterLocation(x: Exchange, location: Location): Reply | null {
  // Of the rewrite phase, a limit_except inherits Lua's handler alone.
  const limited = x.scope.kind === 'limit_except';
  const reply = limited ? luaRewrite(x) : runRewrite(x, location);
  if (reply !== null) return reply;
  if (!x.uriChanged) return rest(x);
  x.changesLeft--;
  if (x.changesLeft > 0) return null;
  return finish(x, { status: 500, at: placeOfScope(location) });
}

function rest(x: Exchange): Reply {
  const problem = x.main === null ? replaceAddress(x) : null;
  if (problem !== null) return problem;
  return accessPhase(x) ?? tryFiles(x) ?? contentPhase(x);
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** A size such as `20m` in bytes; `null` for what is none (ngx_parse_size). */
export function sizeOf(text: string): number | null {
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  return match === null ? null : Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
}

/** Bodies over client_max_body_size (1 MB by default, 0 for no limit) are refused with 413. */
function bodyTooLarge(x: Exchange): Reply | null {
  const length = x.connection.bodyLength;
  if (length === 0) return null;
  const limit = bodyLimit(x);
  if (isUnknown(limit)) return limit;
  if (limit.bytes === 0 || length <= limit.bytes) return null;
  note(x, 'refuses', `the body of ${length} bytes is over client_max_body_size`, limit.at);
  return finish(x, { status: 413, at: limit.at });
}

function bodyLimit(x: Exchange): { bytes: number; at: ReturnType<typeof placeOf> | null } | Unknown {
  const found = innermost(x.scope, 'client_max_body_size');
  if (isHidden(found)) return unknownSetting('client_max_body_size', found);
  if (found === null) return { bytes: 1024 ** 2, at: placeOfScope(x.scope) };
  return { bytes: sizeOf(arg(found.line, 0)) ?? 1024 ** 2, at: placeOf(found.line) };
}
