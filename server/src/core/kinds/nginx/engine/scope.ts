// Entering a block: its settings hold from here, unless a `limit_except` of it takes over
// (ngx_http_update_location_config, src/http/ngx_http_core_module.c).

import { placeOf } from '../config/lines';
import { passOf } from '../config/locations';
import type { Scope } from '../config/scopes';
import { type Exchange, note } from './exchange';

export function enterScope(x: Exchange, scope: Scope): void {
  const limit = scope.limitExcept;
  const limited = limit !== null && !limit.methods.has(x.method);
  if (limited) {
    const text = `limit_except ${[...limit.methods].join(' ')} holds for ${x.method}`;
    note(x, 'selects', text, limit.line === null ? null : placeOf(limit.line));
  }
  x.scope = limited ? limit : scope;
  const handler = handlerOf(x.scope);
  if (handler !== null) x.handler = handler;
}

const CONTENT_HANDLERS = [
  'stub_status',
  'empty_gif',
  'content_by_lua_block',
  'content_by_lua',
  'content_by_lua_file',
];
const OTHER_HANDLERS = [
  'js_content',
  'perl',
  'echo',
  'mp4',
  'flv',
  'hls',
  'api',
  'status',
  'passenger_enabled',
  'vhost_traffic_status_display',
];

/**
 * The block whose content handler answers: an `if` keeps that of its location, a `limit_except` takes over a *_pass only
 * (the merge functions of the proxying modules, `clcf->noname`).
 */
function handlerOf(scope: Scope): Scope | null {
  if (hasHandler(scope)) return scope;
  if (scope.kind !== 'if' && scope.kind !== 'limit_except') return null;
  const found = scope.parent === null ? null : handlerOf(scope.parent);
  return found !== null && scope.kind === 'limit_except' && passOf(found) === null ? null : found;
}

function hasHandler(scope: Scope): boolean {
  return (
    passOf(scope) !== null || [...CONTENT_HANDLERS, ...OTHER_HANDLERS].some((name) => scope.own.has(name))
  );
}
