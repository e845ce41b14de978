// The nginx parser: tokens to a tree. It never fails; what nginx would refuse is a problem beside the tree.
import type { Span } from '../../text/span';
import { lex, Token, type Tokens } from './lexer';
import type { Body, Directive, NginxTree, Word } from './tree';
import { readWord } from './word';

/** Blocks nested deeper than this are read as if they ended here: no configuration needs them, and stacks are finite. */
const MAX_DEPTH = 100;

const NO_WORDS: readonly Word[] = [];

type Problem = { span: Span; message: string };

/** A block whose closing brace has not come yet. */
type OpenBlock = { directives: Directive[]; holes: Span[]; words: Word[]; open: number };

/** Parses an nginx file, or a fragment of one. */
export function parseNginx(text: string): NginxTree {
  const tokens = lex(text);
  const problems: Problem[] = [...tokens.problems];
  const comments: Span[] = [];
  const root: OpenBlock = { directives: [], holes: [], words: [], open: -1 };
  const stack: OpenBlock[] = [root];
  let block = root;
  let words: Word[] = [];
  let tooDeep = 0;
  // How many of the words were taken.
  let taken = 0;

  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    switch (tokens.kinds[i] as Token) {
      case Token.Word:
        words.push(tokens.words[taken++] ?? readWord(text, start, end));
        break;
      case Token.Comment:
        comments.push({ start, end });
        break;
      case Token.Hole:
        block.holes.push({ start, end });
        break;
      case Token.Semicolon:
        if (words.length === 0) unexpected(';', start);
        else close(null, null, end, true);
        break;
      case Token.Open:
        if (words.length === 0) unexpected('{', start);
        i = open(tokens, i, start);
        break;
      case Token.Close:
        closeBlock(start);
        break;
      case Token.Lua:
        break;
    }
  }
  endOfFile();
  return { text, directives: root.directives, holes: root.holes, comments, problems };

  function unexpected(what: string, start: number): void {
    problems.push({ span: { start, end: start + 1 }, message: `Unexpected "${what}".` });
  }

  /** Ends the directive whose words were read. */
  function close(body: Body | null, lua: Span | null, end: number, terminated: boolean): void {
    const name = words[0];
    if (name !== undefined) {
      const args = words.length === 1 ? NO_WORDS : words.slice(1);
      block.directives.push({ name, args, body, lua, span: { start: name.span.start, end }, terminated });
    }
    words = [];
  }

  /** Starts a block; answers the index of the last token that it took. */
  function open(all: Tokens, index: number, start: number): number {
    if (all.kinds[index + 1] === Token.Lua) return openLua(all, index, start);
    if (words.length === 0) words.push({ span: { start, end: start }, value: '', quote: null, hole: false });
    if (stack.length > MAX_DEPTH) {
      if (tooDeep++ === 0) {
        problems.push({
          span: { start, end: start + 1 },
          message: `Blocks are nested more than ${MAX_DEPTH} deep.`,
        });
      }
      close(null, null, start, false);
      return index;
    }
    block = { directives: [], holes: [], words, open: start };
    stack.push(block);
    words = [];
    return index;
  }

  function openLua(all: Tokens, index: number, start: number): number {
    const lua = { start: all.starts[index + 1] ?? start, end: all.ends[index + 1] ?? start };
    const closed = text.charAt(lua.end) === '}';
    if (!closed)
      problems.push({ span: { start, end: start + 1 }, message: 'This Lua block is never closed.' });
    close(null, lua, closed ? lua.end + 1 : lua.end, closed);
    // The brace that closes the Lua block is a token of its own.
    return closed ? index + 2 : index + 1;
  }

  function closeBlock(start: number): void {
    const last = words.at(-1);
    if (last !== undefined) {
      problems.push({
        span: { start: last.span.end, end: last.span.end },
        message: 'A ";" is missing here.',
      });
      close(null, null, last.span.end, false);
    }
    if (tooDeep > 0) tooDeep--;
    else if (stack.length === 1) unexpected('}', start);
    else popBlock(start, start + 1);
  }

  function popBlock(closeAt: number | null, end: number): void {
    const done = stack.pop() ?? root;
    block = stack.at(-1) ?? root;
    words = done.words;
    close(
      { directives: done.directives, holes: done.holes, open: done.open, close: closeAt },
      null,
      end,
      closeAt !== null,
    );
  }

  function endOfFile(): void {
    const last = words.at(-1);
    if (last !== undefined) {
      problems.push({
        span: { start: last.span.end, end: last.span.end },
        message: 'The file ends in the middle of a directive: a ";" or a block is missing.',
      });
      close(null, null, last.span.end, false);
    }
    while (stack.length > 1) {
      problems.push({
        span: { start: block.open, end: block.open + 1 },
        message: 'This block is never closed.',
      });
      popBlock(null, text.length);
    }
  }
}
