// Reads just as much Markdown as the rules' pages need: headings, fenced blocks, tables and the text between them.

export type Heading = {
  readonly kind: 'heading';
  readonly level: number;
  readonly text: string;
  readonly line: number;
};

export type Block = {
  readonly kind: 'block';
  /** The first word after the fence, and the rest of that line. */
  readonly language: string;
  readonly info: string;
  readonly text: string;
  /** The page's lines that it takes, fences included; counted from 0, the end exclusive. */
  readonly start: number;
  readonly end: number;
};

export type Prose = { readonly kind: 'prose'; readonly text: string; readonly line: number };

export type Part = Heading | Block | Prose;

/** Cuts a page into its parts, in their order. */
export function readMarkdown(markdown: string): readonly Part[] {
  const lines = markdown.split('\n');
  const parts: Part[] = [];
  let prose: string[] = [];
  let at = 0;
  const endProse = () => {
    const text = prose.join('\n').trim();
    if (text !== '') parts.push({ kind: 'prose', text, line: at - prose.length });
    prose = [];
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = /^(`{3,})\s*(\S*)\s*(.*?)\s*$/.exec(line);
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(line);
    if (fence !== null) {
      endProse();
      const end = lines.indexOf(fence[1] ?? '```', at + 1);
      if (end < 0) throw new Error(`the block in line ${at + 1} has no end`);
      const text = lines
        .slice(at + 1, end)
        .map((one) => `${one}\n`)
        .join('');
      parts.push({
        kind: 'block',
        language: fence[2] ?? '',
        info: fence[3] ?? '',
        text,
        start: at,
        end: end + 1,
      });
      at = end + 1;
    } else if (heading !== null) {
      endProse();
      parts.push({ kind: 'heading', level: (heading[1] ?? '').length, text: heading[2] ?? '', line: at });
      at++;
    } else {
      prose.push(line);
      at++;
    }
  }
  endProse();
  return parts;
}

/** The table in a prose part: its first row as keys, its second as values. */
export function readTable(prose: string): Readonly<Record<string, string>> {
  const rows = prose.split('\n').filter((line) => line.startsWith('|'));
  const cells = (row: string | undefined) =>
    (row ?? '')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [keys, , values] = rows.map(cells);
  return Object.fromEntries((keys ?? []).map((key, i) => [key, values?.[i] ?? '']));
}
