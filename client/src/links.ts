// Links in the Markdown that the server writes: made short enough to be read as text, and found again to be clicked.

/** A link in a text: the offsets of what is clicked, and where it leads. */
export type TextLink = { readonly start: number; readonly end: number; readonly target: string };

const INLINE_LINK = /\[((?:\\.|[^[\]\\\n])+)\]\(<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?\)/g;
const REFERENCE = /\[((?:\\.|[^[\]\\\n])+)\]\[(\d+)\]/g;
const DEFINITION = /^\[(\d+)\]: (\S+)$/gm;

/**
 * Moves the targets of inline links to the end of a Markdown text, where each is written once: `[a.conf:3](file:///…)`
 * becomes `[a.conf:3][1]`. A text that is read as it stands is full of addresses otherwise.
 */
export function withTargetsAtEnd(markdown: string): string {
  const numbers = new Map<string, number>();
  const body = markdown.replace(INLINE_LINK, (_link, label: string, target: string) => {
    const number = numbers.get(target) ?? numbers.size + 1;
    numbers.set(target, number);
    return `[${label}][${number}]`;
  });
  if (numbers.size === 0) return markdown;
  const definitions = [...numbers].map(([target, number]) => `[${number}]: ${target}`);
  return `${body.trimEnd()}\n\n${definitions.join('\n')}\n`;
}

/** The links of a text that `withTargetsAtEnd` wrote: the labels, and the addresses at the end. */
export function findLinks(text: string): readonly TextLink[] {
  const links: TextLink[] = [];
  const targets = new Map<string, string>();
  for (const { 0: line, 1: number = '', 2: target = '', index } of text.matchAll(DEFINITION)) {
    targets.set(number, target);
    links.push({ start: index + line.length - target.length, end: index + line.length, target });
  }
  for (const { 1: label = '', 2: number = '', index } of text.matchAll(REFERENCE)) {
    const target = targets.get(number);
    if (target !== undefined) links.push({ start: index + 1, end: index + 1 + label.length, target });
  }
  return links;
}
