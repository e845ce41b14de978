// Parses the part of Lua that plain access blocks are written in: conditions on what the client sent, headers, exits.
import { type LuaToken, luaTokens } from './tokens';

export type LuaExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly of: LuaExpression; readonly key: LuaExpression }
  | { readonly kind: 'call'; readonly callee: LuaExpression; readonly args: readonly LuaExpression[] }
  | { readonly kind: 'not'; readonly operand: LuaExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: LuaExpression;
      readonly right: LuaExpression;
    };

export type LuaStatement =
  | { readonly kind: 'local'; readonly name: string; readonly value: LuaExpression }
  | { readonly kind: 'assign'; readonly target: LuaExpression; readonly value: LuaExpression }
  | { readonly kind: 'call'; readonly call: LuaExpression }
  | { readonly kind: 'return'; readonly value: LuaExpression | null }
  | { readonly kind: 'if'; readonly branches: readonly LuaBranch[] };

/** A branch of an `if`; the condition of `else` is `true`. */
export type LuaBranch = { readonly condition: LuaExpression; readonly body: readonly LuaStatement[] };

/** The statements of a block; `null` where it uses more of Lua than is read here. */
export function parseLua(code: string): readonly LuaStatement[] | null {
  const tokens = luaTokens(code);
  if (tokens === null) return null;
  const parser = new LuaParser(tokens);
  const statements = parser.block();
  return parser.failed || !parser.atEnd() ? null : statements;
}

const PRECEDENCE: Readonly<Record<string, number>> = { or: 1, and: 2, '==': 3, '~=': 3, '..': 4 };
const NIL: LuaExpression = { kind: 'literal', value: null };

/** A recursive descent over the tokens; what it cannot read sets `failed`, and the result counts for nothing. */
class LuaParser {
  failed = false;
  private at = 0;

  constructor(private readonly tokens: readonly LuaToken[]) {}

  atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  block(): readonly LuaStatement[] {
    const out: LuaStatement[] = [];
    while (
      !this.failed &&
      !this.atEnd() &&
      !this.isNext('end') &&
      !this.isNext('else') &&
      !this.isNext('elseif')
    ) {
      if (this.skip(';')) continue;
      const statement = this.statement();
      out.push(statement);
      if (statement.kind === 'return') break;
    }
    return out;
  }

  private statement(): LuaStatement {
    if (this.skip('local')) return this.localStatement();
    if (this.skip('if')) return this.ifStatement();
    if (this.skip('return')) {
      const ends = this.atEnd() || ['end', 'else', 'elseif', ';'].some((word) => this.isNext(word));
      const value = ends ? null : this.expression(0);
      this.skip(';');
      return { kind: 'return', value };
    }
    const target = this.suffixed();
    if (this.skip('=')) return { kind: 'assign', target, value: this.expression(0) };
    if (target.kind !== 'call') this.failed = true;
    return { kind: 'call', call: target };
  }

  private localStatement(): LuaStatement {
    const name = this.name();
    return { kind: 'local', name, value: this.skip('=') ? this.expression(0) : NIL };
  }

  private ifStatement(): LuaStatement {
    const branches: LuaBranch[] = [];
    do {
      const condition = this.expression(0);
      this.expect('then');
      branches.push({ condition, body: this.block() });
    } while (this.skip('elseif'));
    if (this.skip('else')) branches.push({ condition: { kind: 'literal', value: true }, body: this.block() });
    this.expect('end');
    return { kind: 'if', branches };
  }

  private expression(floor: number): LuaExpression {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.at];
      const operator = token !== undefined && 'text' in token && token.kind !== 'string' ? token.text : '';
      const precedence = PRECEDENCE[operator] ?? 0;
      if (this.failed || precedence <= floor) return left;
      this.at++;
      // `..` binds to the right, the others to the left.
      left = {
        kind: 'binary',
        operator,
        left,
        right: this.expression(operator === '..' ? precedence - 1 : precedence),
      };
    }
  }

  private unary(): LuaExpression {
    if (this.skip('not')) return { kind: 'not', operand: this.unary() };
    return this.suffixed();
  }

  private suffixed(): LuaExpression {
    let expression = this.primary();
    while (!this.failed) {
      if (this.skip('.'))
        expression = { kind: 'index', of: expression, key: { kind: 'literal', value: this.name() } };
      else if (this.skip('[')) {
        expression = { kind: 'index', of: expression, key: this.expression(0) };
        this.expect(']');
      } else if (this.skip('(')) expression = { kind: 'call', callee: expression, args: this.args() };
      else break;
    }
    return expression;
  }

  private args(): readonly LuaExpression[] {
    const out: LuaExpression[] = [];
    if (this.skip(')')) return out;
    do out.push(this.expression(0));
    while (!this.failed && this.skip(','));
    this.expect(')');
    return out;
  }

  private primary(): LuaExpression {
    const token = this.tokens[this.at++];
    if (token?.kind === 'string') return { kind: 'literal', value: token.text };
    if (token?.kind === 'number') return { kind: 'literal', value: token.value };
    if (token?.kind === 'symbol' && token.text === '(') {
      const inner = this.expression(0);
      this.expect(')');
      return inner;
    }
    if (token?.kind !== 'name' || KEYWORDS.has(token.text)) {
      this.failed = true;
      return NIL;
    }
    if (token.text === 'nil') return NIL;
    if (token.text === 'true' || token.text === 'false')
      return { kind: 'literal', value: token.text === 'true' };
    return { kind: 'name', name: token.text };
  }

  private name(): string {
    const token = this.tokens[this.at++];
    if (token?.kind === 'name') return token.text;
    this.failed = true;
    return '';
  }

  private isNext(text: string): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && token.kind !== 'string' && token.kind !== 'number' && token.text === text;
  }

  private skip(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.skip(text)) this.failed = true;
  }
}

const KEYWORDS = new Set([
  'function',
  'for',
  'while',
  'repeat',
  'do',
  'end',
  'then',
  'goto',
  'break',
  'in',
  'until',
]);
