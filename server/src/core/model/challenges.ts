// The value of WWW-Authenticate: a list of challenges, each a scheme with its parameters (RFC 9110, section 11.6.1).

/** A challenge as it is written; its scheme in lower case. */
export type Challenge = {
  readonly scheme: string;
  /** Where the scheme's name stands in the value. */
  readonly start: number;
  readonly hasParameters: boolean;
};

/** Commas may stand without anything between them (RFC 9110, section 5.6.1). */
const GAP = /[ \t,]*/y;
const SCHEME = /[!#$%&'*+.^_`|~\w-]+(?=[ \t]+|,|$)/y;
const PARAMETER =
  /[ \t]*[!#$%&'*+.^_`|~\w-]+[ \t]*=[ \t]*(?:[!#$%&'*+.^_`|~\w-]+|"(?:[^"\\]|\\.)*")[ \t]*(?=,|$)/y;
const END = /[ \t]*(?=,|$)/y;
const TOKEN68 = /[ \t]+[\w.~+/-]+=*[ \t]*(?=,|$)/y;

/** Reads a list of challenges; `null` for a text that is none, such as a sentence or a placeholder. */
export function readChallenges(value: string): readonly Challenge[] | null {
  const challenges: Challenge[] = [];
  let at = 0;
  for (;;) {
    at = matchAt(GAP, value, at) ?? at;
    if (at >= value.length) return challenges.length === 0 ? null : challenges;
    const parameter = challenges.length === 0 ? null : matchAt(PARAMETER, value, at);
    if (parameter !== null) {
      at = parameter;
      continue;
    }
    const end = matchAt(SCHEME, value, at);
    if (end === null) return null;
    const start = at;
    const more = matchAt(PARAMETER, value, end) ?? matchAt(TOKEN68, value, end) ?? matchAt(END, value, end);
    if (more === null) return null;
    at = more;
    challenges.push({
      scheme: value.slice(start, end).toLowerCase(),
      start,
      hasParameters: value.slice(end, at).trim() !== '',
    });
  }
}

/** The offset behind a sticky pattern that matches there; `null` where it does not. */
function matchAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.exec(text) === null ? null : pattern.lastIndex;
}
