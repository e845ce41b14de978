// Makes the Markdown that the server writes readable as it stands, and finds its links again so that they can be clicked.

/** A link in a text: the offsets of what is clicked, and where it leads. */
export type TextLink = { readonly start: number; readonly end: number; readonly target: string };

const INLINE_LINK = /\[((?:\\.|[^[\]\\\n])+)\]\(<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?\)/g;
const REFERENCE = /\[((?:\\.|[^[\]\\\n])+)\]\[(\d+)\]/g;
const DEFINITION = /^\[(\d+)\]: (\S+)$/gm;

/**
 * Markdown for a reader who sees it as text: the targets of links are at the end, each once (`[a.conf:3](file:///…)`
 * becomes `[a.conf:3][1]`), and what is in a configuration stands as it is there, without the backslashes that only a
 * renderer needs. Code blocks are left alone.
 */
export function asReadableText(markdown: string): string {
  const numbers = new Map<string, number>();
  const parts = markdown.split(/(^```[\s\S]*?^```$)/m).map((part) => {
    if (part.startsWith('```')) return part;
    const linked = part.replace(INLINE_LINK, (_link, label: string, target: string) => {
      const number = numbers.get(target) ?? numbers.size + 1;
      numbers.set(target, number);
      return `[${label}][${number}]`;
    });
    return linked.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/\n{3,}/g, '\n\n');
  });
  if (numbers.size === 0) return parts.join('');
  const definitions = [...numbers].map(([target, number]) => `[${number}]: ${target}`);
  return `${parts.join('').trimEnd()}\n\n${definitions.join('\n')}\n`;
}

/** The links of a text that `asReadableText` wrote: the labels, and the addresses at the end. */
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
