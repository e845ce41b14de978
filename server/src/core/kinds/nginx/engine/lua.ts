// Lua blocks of a location: plain ones are run, others are unknown (lua-nginx-module, ngx_http_lua_accessby.c and kin).
import { innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import { type LuaResult, runLua } from '../lua/run';
import type { Verdict } from './access';
import { send } from './answer';
import { type Exchange, note, type Reply } from './exchange';
import { setHeader } from './set-header';
import { finish } from './special';
import { isUnknown, unknown } from './unknown';
import { inHeader, variable } from './variables';

/** The access phase: falling off the end lets the request in, an exit refuses it. */
export function luaAccess(x: Exchange): Verdict {
  const line = effective(x, ['access_by_lua_block', 'access_by_lua', 'access_by_lua_file', 'js_access']);
  if (line === null) return 'declined';
  const at = placeOf(line);
  const result = run(x, line);
  switch (result.kind) {
    case 'unknown':
      return unknown(`what ${line.name} decides`, at);
    case 'end':
      note(x, 'allows', `${line.name} lets the request in`, at);
      return 'ok';
    case 'exit':
      if (result.body !== null) return unknown(`what ${line.name} sends`, at);
      note(x, 'refuses', `${line.name} exits with ${result.status}`, at);
      return { kind: 'status', status: result.status, at };
  }
}

/** The end of the rewrite phase; `null` where the request goes on. */
export function luaRewrite(x: Exchange): Reply | null {
  const line = effective(x, ['rewrite_by_lua_block', 'rewrite_by_lua', 'rewrite_by_lua_file']);
  if (line === null) return null;
  const result = run(x, line);
  return result.kind === 'end' ? null : reply(x, line, result);
}

/** The content that a block of the handler's location makes. */
export function luaContent(x: Exchange, line: Line): Reply {
  const result = run(x, line);
  return result.kind === 'end' ? send(x, { status: 200, at: placeOf(line) }) : reply(x, line, result);
}

function reply(x: Exchange, line: Line, result: Exclude<LuaResult, { kind: 'end' }>): Reply {
  const at = placeOf(line);
  if (result.kind === 'unknown') return unknown(`what ${line.name} does`, at);
  note(x, 'answers', `${line.name} answers ${result.status}`, at);
  return result.body === null
    ? finish(x, { status: result.status, at })
    : send(x, { status: result.status, body: result.body, at });
}

function effective(x: Exchange, names: readonly string[]): Line | null {
  for (const name of names) {
    const found = innermost(x.scope, name);
    // A module that a build may lack is not suspected in what could not be read.
    if (found !== null && !isHidden(found)) return found.line;
  }
  return null;
}

function run(x: Exchange, line: Line): LuaResult {
  const code = codeOf(x, line);
  if (code === null) return { kind: 'unknown' };
  const value = (found: ReturnType<typeof variable> | null) =>
    isUnknown(found) ? undefined : found === '' ? null : found;
  return runLua(code, {
    variable: (name) => value(variable(name.toLowerCase(), x, placeOf(line))),
    header: (name) => value(inHeader(x.connection.headers, name)),
    method: x.method,
    setHeader: (name, set) => setHeader(x, name, set, placeOf(line)),
  });
}

function codeOf(x: Exchange, line: Line): string | null {
  const text = x.connection.site.configuration.documents.get(line.file)?.text;
  if (line.node.lua !== null) return text?.slice(line.node.lua.start, line.node.lua.end) ?? null;
  return line.name.endsWith('_by_lua') ? arg(line, 0) : null;
}
