// Random settings of further modules: headers-more, Lua, WebDAV, small handlers.
import type { Block, Lines } from './grammar';
import type { Pick } from './pick';

/** What further modules do with headers and with who is let in. */
export function moduleSettings(pick: Pick, where: Block): Lines {
  const made: string[] = [];
  if (pick.chance(6)) made.push(moreHeaders(pick));
  if (where !== 'server' && pick.chance(4)) made.push(lua(pick));
  if (where !== 'server' && pick.chance(4)) made.push('dav_methods PUT DELETE;');
  if (pick.chance(3)) made.push(`proxy_method ${pick.of(['GET', 'POST'])};`);
  if (pick.chance(4)) made.push(`ignore_invalid_headers ${pick.of(['on', 'off'])};`);
  return where === 'server' ? made : made.filter((line) => !line.startsWith('ignore_invalid_headers'));
}

function moreHeaders(pick: Pick): string {
  return pick.of([
    `more_set_headers 'WWW-Authenticate: Bearer realm="more"';`,
    `more_set_headers -s 401 'WWW-Authenticate: Bearer realm="refused"';`,
    `more_set_headers -s '403 404' 'WWW-Authenticate: Bearer realm="others"';`,
    `more_clear_headers WWW-Authenticate;`,
    `more_clear_headers -s 401 'WWW-*';`,
    `more_set_headers 'Location: /from-more';`,
  ]);
}

function lua(pick: Pick): string {
  return pick.of([
    'access_by_lua_block { ngx.exit(401) }',
    'access_by_lua_block { if ngx.var.arg_a == "1" then return ngx.exit(403) end }',
    'rewrite_by_lua_block { if ngx.var.http_x_key == "k" then return ngx.exit(ngx.HTTP_UNAUTHORIZED) end }',
    `access_by_lua_block { if not ngx.var.http_authorization then ngx.header["WWW-Authenticate"] = 'Bearer realm="lua"' return ngx.exit(401) end }`,
    'access_by_lua_block { if ngx.var.uri == "/a/" then return ngx.redirect("/b/") end }',
  ]);
}

/** A handler that is no proxy, or none. */
export function smallHandler(pick: Pick): Lines {
  if (!pick.chance(4)) return [];
  return [pick.of(['stub_status;', 'empty_gif;', 'content_by_lua_block { ngx.say("lua") }'])];
}
