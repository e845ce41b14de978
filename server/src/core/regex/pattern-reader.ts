// A pattern while it is read: where the reader stands, whether it is inside \Q…\E, and what stopped it.

/** A pattern that PCRE takes, but that is not modelled here; `reason` completes "…, because it has". */
export type Unsupported = { readonly kind: 'unsupported'; readonly reason: string };

/** A pattern that every PCRE refuses; `offset` is where the fault is, in units of the pattern. */
export type Invalid = { readonly kind: 'invalid'; readonly reason: string; readonly offset: number };

/**
 * Reads a pattern from left to right. The first fault moves it to the end, so that every loop over the pattern
 * ends by itself; what was read is then of no use.
 */
export class PatternReader {
  position = 0;
  /** Inside `\Q…\E`, where everything stands for itself. */
  quoted = false;
  private stop: Unsupported | Invalid | null = null;
  private note: Unsupported | null = null;

  constructor(readonly pattern: string) {}

  /** Why the pattern cannot be used: a fault weighs more than something that is not modelled. */
  get problem(): Unsupported | Invalid | null {
    return this.stop ?? this.note;
  }

  get atEnd(): boolean {
    return this.position >= this.pattern.length;
  }

  /** The unit at some distance, as a text; empty beyond the end. */
  peek(ahead = 0): string {
    return this.pattern.charAt(this.position + ahead);
  }

  take(): string {
    const unit = this.peek();
    this.position++;
    return unit;
  }

  /** Whether the text comes next, which is then consumed. */
  eat(text: string): boolean {
    if (!this.pattern.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Consumes units for as long as they are wanted, at most `limit` of them. */
  takeWhile(wanted: (unit: string) => boolean, limit = Number.POSITIVE_INFINITY): string {
    const from = this.position;
    while (!this.atEnd && this.position - from < limit && wanted(this.peek())) this.position++;
    return this.pattern.slice(from, this.position);
  }

  /** PCRE refuses the pattern. */
  fail(reason: string, offset: number): void {
    this.end({ kind: 'invalid', reason, offset });
  }

  /** The pattern may be right, but how it goes on cannot be told. */
  giveUp(reason: string): void {
    this.end({ kind: 'unsupported', reason });
  }

  /** Something is not modelled, but the rest can still be read. */
  lacks(reason: string): void {
    this.note ??= { kind: 'unsupported', reason };
  }

  /** Skips what stands for nothing between two items: `\E`, an opening `\Q`, comments, blanks of (?x). */
  skipInvisible(extended: boolean): void {
    for (;;) {
      this.skipQuoteMarks();
      if (this.quoted) return;
      const before = this.position;
      if (extended) this.skipBlanks();
      if (this.eat('(?#')) this.skipComment(before);
      if (this.position === before) return;
    }
  }

  /** Skips `\E`s and `\Q`s, and so turns quoting off and on. */
  skipQuoteMarks(): void {
    for (;;) {
      if (this.eat('\\E')) this.quoted = false;
      else if (!this.quoted && this.eat('\\Q')) this.quoted = true;
      else return;
    }
  }

  /** Skips white space and `# …` up to the line's end, as (?x) has it. */
  skipBlanks(): void {
    for (;;) {
      this.takeWhile(isBlank);
      if (!this.eat('#')) return;
      this.takeWhile((unit) => unit !== '\n');
    }
  }

  private skipComment(opened: number): void {
    this.takeWhile((unit) => unit !== ')');
    if (!this.eat(')')) this.fail('a comment (?# is not closed', opened);
  }

  private end(problem: Unsupported | Invalid): void {
    this.stop ??= problem;
    this.position = this.pattern.length;
    this.quoted = false;
  }
}

/** White space of the C locale. */
function isBlank(unit: string): boolean {
  return unit === ' ' || (unit >= '\t' && unit <= '\r');
}
