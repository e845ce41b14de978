// What is left of an exchange when a request has come to its end.

/** A header of the answer: a line for each value. */
export type AnswerHeader = { readonly name: string; readonly values: readonly string[] };

/** What is left of an exchange: many are kept, and most of what handlers put on the request is asked of none. */
export class EndedExchange {
  readonly #answer: ReadonlyMap<string, AnswerHeader>;

  constructor(
    readonly status: number | null,
    readonly reads: ReadonlySet<string>,
    answer: ReadonlyMap<string, AnswerHeader>,
  ) {
    this.#answer = answer;
  }

  /** The values of a header of the answer, one for each line. */
  answerHeader(name: string): readonly string[] {
    return this.#answer.get(name.toLowerCase())?.values ?? [];
  }
}
