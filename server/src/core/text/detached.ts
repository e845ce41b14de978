// Copies of parts of texts.

/**
 * A copy of a text that was cut from a longer one. Engines let a part share the characters of the whole, so that a word
 * that is kept would keep megabytes alive. Short texts are copies anyway.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
