// What may stand between the leaves of an nginx tree: blanks, the punctuation of directives, and a byte order mark.

export function isGap(character: string): boolean {
  return ' \t\r\n;{}\uFEFF'.includes(character);
}
