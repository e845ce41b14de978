// The content phase: a handler of the block, else index, autoindex and static files
// (ngx_http_core_content_phase and the index, autoindex and static modules).
import { toBytes } from '../config/bytes';
import { flag, innermost, isHidden } from '../config/inherit';
import { type Line, placeOf } from '../config/lines';
import { passOf } from '../config/locations';
import { placeOfScope, type Scope } from '../config/scopes';
import { sameAnswer } from './alternatives';
import { send } from './answer';
import { type Exchange, note, type Reply } from './exchange';
import { fileOf, isAliasLost, lookUp } from './folders';
import { foreignHandler } from './foreign';
import { fork } from './fork';
import { luaContent } from './lua';
import { passToUpstream } from './proxy';
import { finish, internalRedirect } from './special';
import { isUnknown, unknown, unknownSetting } from './unknown';
import { slashed } from './uri';
import { evaluate } from './values';

export function contentPhase(x: Exchange): Reply {
  const foreign = foreignHandler(x.scope);
  if (foreign !== null) return foreign;
  if (x.handler !== null) return runHandler(x, x.handler);
  const dav = innermost(x.scope, 'dav_methods');
  if (isHidden(dav)) return unknownSetting('dav_methods', dav);
  if (dav?.line.args.some(({ value }) => value === x.method) === true)
    return unknown(`what becomes of ${x.method}`, placeOf(dav.line));
  if (READING.has(x.method) && isAliasLost(x)) return finish(x, { status: 500, at: placeOfScope(x.scope) });
  if (x.uri.endsWith('/')) return folderContent(x);
  return staticFile(x);
}

function runHandler(x: Exchange, scope: Scope): Reply {
  const pass = passOf(scope);
  if (pass !== null) return passFrom(x, pass);
  for (const name of ['stub_status', 'empty_gif', 'status', 'api']) {
    const line = scope.own.get(name)?.[0];
    if (line === undefined) continue;
    const allowed = x.method === 'GET' || x.method === 'HEAD';
    note(x, 'answers', `${name} answers`, placeOf(line));
    return allowed
      ? send(x, { status: 200, passed: true, at: placeOf(line) })
      : finish(x, { status: 405, at: placeOf(line) });
  }
  for (const name of ['content_by_lua_block', 'content_by_lua']) {
    const line = scope.own.get(name)?.[0];
    if (line !== undefined) return luaContent(x, line);
  }
  const [first] = scope.lines;
  return unknown(`what the handler of this location answers`, first === undefined ? null : placeOf(first));
}

/**
 * The handler that an earlier `if` has set finds its address in the block that holds in the end; where that one has
 * none, nginx answers 500 (ngx_http_upstream_init_request).
 */
function passFrom(x: Exchange, pass: Line): Reply {
  for (let scope: Scope | null = x.scope; scope !== null; scope = scope.parent) {
    const own = scope.own.get(pass.name)?.at(-1);
    if (own !== undefined) return passToUpstream(x, own);
    if (scope.kind !== 'if' && scope.kind !== 'limit_except') break;
  }
  note(x, 'answers', `the block that holds in the end has no ${pass.name}`, placeOfScope(x.scope));
  return finish(x, { status: 500, at: placeOfScope(x.scope) });
}

const READING = new Set(['GET', 'HEAD', 'POST']);

function folderContent(x: Exchange): Reply {
  if (!READING.has(x.method)) return staticFile(x);
  const index = innermost(x.scope, 'index');
  if (isHidden(index)) return unknownSetting('index', index);
  const names = index === null ? ['index.html'] : index.line.args.map((word) => word.value);
  const lines = index === null ? null : index.line;
  for (const name of names) {
    const value = evaluate(name, x, lines === null ? null : placeOf(lines));
    if (isUnknown(value)) return value;
    if (value.startsWith('/')) return internalRedirect(x, value, x.args);
    const path = fileOf(x, x.uri + value);
    if (isUnknown(path)) return path;
    const state = lookUp(x, path);
    if (state === null) return undecidedIndex(x, value);
    if (state.kind === 'missing' && !isFolder(x))
      return finish(x, { status: 404, at: placeOfScope(x.scope) });
    if (state.kind === 'missing' || state.kind === 'folder') continue;
    note(x, 'rewrites', `index leads to ${x.uri + value}`, lines === null ? null : placeOf(lines));
    return internalRedirect(x, x.uri + toBytes(value), x.args);
  }
  return listing(x);
}

/** Whether the path's folder is there, as far as is known (ngx_http_index_test_dir). */
function isFolder(x: Exchange): boolean {
  const path = fileOf(x, x.uri);
  const state = isUnknown(path) ? null : lookUp(x, path);
  return state === null || state.kind === 'folder';
}

/** The index file may be there or not; both ways have to end alike. */
function undecidedIndex(x: Exchange, name: string): Reply {
  const indexed = internalRedirect(fork(x), x.uri + toBytes(name), x.args);
  const plain = send(fork(x), { status: 200, passed: true, at: placeOfScope(x.scope) });
  if (sameAnswer(indexed, plain)) return internalRedirect(x, x.uri + toBytes(name), x.args);
  return unknown(`whether ${x.uri}${name} exists`, placeOfScope(x.scope));
}

function listing(x: Exchange): Reply {
  if (!isFolder(x)) return finish(x, { status: 404, at: placeOfScope(x.scope) });
  const on = flag(x.scope, 'autoindex', false);
  if (isHidden(on)) return unknownSetting('autoindex', on);
  if (on && (x.method === 'GET' || x.method === 'HEAD')) return serve(x);
  note(x, 'answers', 'a folder without an index is not listed', placeOfScope(x.scope));
  return finish(x, { status: 403, at: placeOfScope(x.scope) });
}

function serve(x: Exchange): Reply {
  note(x, 'answers', `the file for ${x.uri} is served`, placeOfScope(x.scope));
  return send(x, { status: 200, passed: true, at: placeOfScope(x.scope) });
}

/** A file, or a redirect to the folder of that name (ngx_http_static_handler). */
function staticFile(x: Exchange): Reply {
  const at = placeOfScope(x.scope);
  if (!READING.has(x.method)) {
    note(x, 'answers', `files are not served to ${x.method}`, at);
    return finish(x, { status: 405, at });
  }
  const path = fileOf(x, x.uri);
  if (isUnknown(path)) return path;
  const state = lookUp(x, path);
  if (state?.kind === 'missing') {
    note(x, 'answers', `${path} does not exist`, at);
    return finish(x, { status: 404, at });
  }
  if (state?.kind === 'folder') {
    note(x, 'redirects', `${path} is a folder`, at);
    return finish(x, { status: 301, location: slashed(x), at });
  }
  if (x.method === 'POST') return finish(x, { status: 405, at });
  // A sub-request's answer decides who gets in: a file's 200 is a yes, its absence a 404.
  if (state === null && x.main !== null) return unknown(`whether ${path} exists`, at);
  return serve(x);
}
