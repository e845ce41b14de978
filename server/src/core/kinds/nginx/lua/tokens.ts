// Cuts Lua code into tokens (Lua 5.1 reference manual, section 2.1).

export type LuaToken =
  | { readonly kind: 'name' | 'symbol'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number };

const SPACE = /\s+/y;
const COMMENT = /--(?!\[=*\[)[^\n]*/y;
const LONG = /(?:--)?\[(=*)\[([\s\S]*?)\]\1\]/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?/y;
const STRING = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'/y;
const SYMBOL = /\.\.\.|\.\.|==|~=|<=|>=|[-+*/%^#<>=(){}[\];:,.]/y;

/** The tokens of a text, `null` where it is not Lua. */
export function luaTokens(code: string): readonly LuaToken[] | null {
  const out: LuaToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(code);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < code.length) {
    if (take(SPACE) !== null || take(COMMENT) !== null) continue;
    const long = take(LONG);
    if (long !== null) {
      if (!long[0].startsWith('--'))
        out.push({ kind: 'string', text: (long[2] ?? '').replace(/^\r?\n/, '') });
      continue;
    }
    const string = take(STRING);
    const name = string === null ? take(NAME) : null;
    const number = string === null && name === null ? take(NUMBER) : null;
    if (string !== null) out.push({ kind: 'string', text: unquote(string[1] ?? string[2] ?? '') });
    else if (name !== null) out.push({ kind: 'name', text: name[0] });
    else if (number !== null) out.push({ kind: 'number', value: Number(number[0]) });
    else {
      const symbol = take(SYMBOL);
      if (symbol === null) return null;
      out.push({ kind: 'symbol', text: symbol[0] });
    }
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(raw: string): string {
  return raw.replace(/\\([\s\S])/g, (_, c: string) => ESCAPES[c] ?? c);
}
