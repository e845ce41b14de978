// Where a Lua block ends: braces are counted, but not those in Lua's strings and comments.
// (lua-nginx-module: ngx_http_lua_conf_lua_block_parse and its lexer ngx_http_lua_lex.)

/** The offset of the brace that closes a Lua block whose text starts at `start`, or the end of the text. */
export function endOfLua(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === '{') depth++;
    else if (c === '}' && depth-- === 0) return at;
    else if (c === '"' || c === "'") at = endOfString(text, at, c) - 1;
    else if (c === '[') at = endOfLongBracket(text, at) - 1;
    else if (c === '-' && text.charAt(at + 1) === '-') at = endOfComment(text, at) - 1;
    at++;
  }
  return text.length;
}

function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '\\') at++;
    else if (c === quote) return at + 1;
    else if (c === '\n') return at;
  }
  return text.length;
}

/** The end of `[[ … ]]` or `[==[ … ]==]`; one character on where no long bracket starts. */
function endOfLongBracket(text: string, start: number): number {
  let level = 0;
  while (text.charAt(start + 1 + level) === '=') level++;
  if (text.charAt(start + 1 + level) !== '[') return start + 1;
  const close = text.indexOf(`]${'='.repeat(level)}]`, start);
  return close < 0 ? text.length : close + level + 2;
}

function endOfComment(text: string, start: number): number {
  if (text.charAt(start + 2) === '[') {
    const end = endOfLongBracket(text, start + 2);
    if (end > start + 3) return end;
  }
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
