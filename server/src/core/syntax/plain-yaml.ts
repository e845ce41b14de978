// The plain part of YAML as values: blocks, words, quotes, and brackets on one line. What is written otherwise is undefined.

type Line = { readonly column: number; readonly text: string };

/** What a text says, `undefined` where it takes more to tell, as of anchors, merge keys and texts over several lines. */
export function plainYaml(text: string): unknown {
  const lines = text.split(/\r?\n/).flatMap((whole): Line[] => {
    const line = whole.trim();
    return line === '' || line.startsWith('#') ? [] : [{ column: whole.search(/\S/), text: line }];
  });
  if (lines[0]?.text === '---') lines.shift();
  if (lines.some(({ column, text }) => column === 0 && /^(?:---|\.\.\.|%)/.test(text))) return undefined;
  return blockIn(lines);
}

/** `key: rest`; a key may stand in quotes. */
const ENTRY = /^("[^"\\]*"|'[^']*'|[^\s"'&*!|>%@`{}[\],#?-][^#]*?)\s*:(?:\s+(.*))?$/;

function blockIn(lines: readonly Line[]): unknown {
  const [first] = lines;
  if (first === undefined) return null;
  const { column } = first;
  const starts = lines.flatMap((line, i) => (line.column <= column ? [i] : []));
  const isList = /^-(?:\s|$)/.test(first.text);
  if (!isList && !ENTRY.test(first.text)) return lines.length === 1 ? scalar(bare(first.text)) : undefined;
  const items: unknown[] = [];
  const entries = new Map<string, unknown>();
  for (const [i, start] of starts.entries()) {
    const line = lines[start];
    const below = lines.slice(start + 1, starts[i + 1] ?? lines.length);
    if (line === undefined || line.column < column) return undefined;
    const isItem = /^-(?:\s|$)/.test(line.text);
    if (isList) {
      if (!isItem) return undefined;
      const rest = line.text.slice(1).trimStart();
      const own = { column: column + line.text.length - rest.length, text: rest };
      items.push(blockIn(rest === '' ? below : [own, ...below]));
      continue;
    }
    // A list may stand at the column of its key.
    if (isItem) continue;
    const [, key = '', rest = ''] = ENTRY.exec(line.text) ?? [];
    if (key === '' || key === '<<') return undefined;
    const dashes = starts.slice(i + 1).findIndex((at) => !/^-(?:\s|$)/.test(lines[at]?.text ?? ''));
    const end = dashes < 0 ? lines.length : (starts[i + 1 + dashes] ?? lines.length);
    const value = bare(rest);
    const inner = below.length > 0 ? below : lines.slice(start + 1, end);
    entries.set(unquoted(key), value === '' ? blockIn(inner) : below.length > 0 ? undefined : scalar(value));
  }
  return isList ? items : Object.fromEntries(entries);
}

/** A text without the comment behind it. */
function bare(text: string): string {
  return text.replace(/(?:^|\s+)#.*$/, '');
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1) : text;
}

/** What stands on one line. */
function scalar(text: string): unknown {
  if (/^"[^"\\]*"$|^'[^']*'$/.test(text)) return text.slice(1, -1);
  if (/^(?:null|~|true|false|-?\d+(?:\.\d+)?)$/.test(text)) return text === '~' ? null : JSON.parse(text);
  if (/^[[{]/.test(text)) return inBrackets(text);
  return /^["'&*!|>%@`]/.test(text) ? undefined : text;
}

const IN_BRACKETS =
  /"[^"\\]*"|'[^']*'|[[\]{},]|:(?=[\s"'[{])|(?:[^\s"'[\]{},:]|:(?=\S))+(?: +(?:[^\s"'[\]{},:]|:(?=\S))+)*/g;

/** `[a, { b: [] }]`, made JSON of. */
function inBrackets(text: string): unknown {
  if (text.replace(IN_BRACKETS, '').trim() !== '') return undefined;
  const words = text.match(IN_BRACKETS) ?? [];
  const json = words.map((word) => (/^[[\]{},:]$/.test(word) ? word : JSON.stringify(scalar(word)))).join('');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
