// The tree of an nginx file: directives with their words, bodies and comments, over the text they were read from.
import type { Span } from '../../text/span';

/** A word of a directive. `value` is what nginx works with: without quotes, with escapes resolved. */
export type Word = {
  readonly span: Span;
  readonly value: string;
  readonly quote: '"' | "'" | null;
  /** Whether a template hole such as `{{ x }}` is in it, so that its value cannot be known. */
  readonly hole: boolean;
};

export type Directive = {
  readonly name: Word;
  readonly args: readonly Word[];
  readonly body: Body | null;
  /** The text between the braces of a `*_by_lua_block`. */
  readonly lua: Span | null;
  /** From the first word to the `;` or `}` that ends it. */
  readonly span: Span;
  /** Whether `;` or `}` ends it as it should. */
  readonly terminated: boolean;
};

export type Body = {
  readonly directives: readonly Directive[];
  /** Template statements that stand in it: what they expand to is not known. */
  readonly holes: readonly Span[];
  readonly open: number;
  /** The offset of the closing brace, `null` where it is missing. */
  readonly close: number | null;
};

export type NginxTree = {
  readonly text: string;
  readonly directives: readonly Directive[];
  readonly holes: readonly Span[];
  readonly comments: readonly Span[];
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
};

/** All directives of a tree in the order of the text, each before those of its body. */
export function* walk(directives: readonly Directive[]): Generator<Directive> {
  for (const directive of directives) {
    yield directive;
    if (directive.body !== null) yield* walk(directive.body.directives);
  }
}
