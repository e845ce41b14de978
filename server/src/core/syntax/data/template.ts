// Templates in texts: Helm, Jinja and Handlebars (`{{ … }}`, `{% … %}`) and variables (`${NAME}`). Before YAML is
// read, each of their characters is replaced by one that means nothing to YAML and can be turned back.

/** The first character of a range to which Unicode gives no meaning: it stands for the characters of templates. */
const MASK = 0xe000;
/** How many characters that range has. */
const MASK_SIZE = 0x1900;
const MASKS = /[\ue000-\uf8ff]/;

/** A text as YAML is to read it, and whether templates were put out of the way in it. */
export type Readable = { readonly text: string; readonly masked: boolean };

/**
 * Puts the templates of a text out of the way of YAML, every offset as before. It is left as it is where no
 * template begins a line or a value, since in the midst of a text they are mere text.
 */
export function readable(text: string): Readable {
  const starts = templateStarts(text);
  if (!starts.some((at) => isTelling(text, at)) || MASKS.test(text)) return { text, masked: false };
  let out = '';
  let at = 0;
  for (const start of starts) {
    if (start < at) continue;
    const close = text.indexOf(text.startsWith('{{', start) ? '}}' : '%}', start + 2);
    if (close < 0) continue;
    // `{{{ raw }}}` ends with the last of its brackets.
    const end = close + (text.startsWith('{{{', start) && text.startsWith('}}}', close) ? 3 : 2);
    out += text.slice(at, start) + maskedTemplate(text, start, end);
    at = end;
  }
  return { text: out + text.slice(at), masked: true };
}

/** Where templates may begin; those that are never closed end the search, so that it stays linear. */
function templateStarts(text: string): readonly number[] {
  const starts: number[] = [];
  for (const [open, close] of [
    ['{{', '}}'],
    ['{%', '%}'],
  ] as const) {
    const first = text.indexOf(open);
    const last = first < 0 ? first : text.lastIndexOf(close);
    for (let at = first; at >= 0 && at < last; at = text.indexOf(open, at + 2)) starts.push(at);
  }
  return starts.sort((a, b) => a - b);
}

/** Whether a template begins its line or a value in it. */
function isTelling(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  const c = before < 0 ? '\n' : text[before];
  return c === '\n' || ((c === ':' || c === '-') && before < start - 1);
}

function maskedTemplate(text: string, start: number, end: number): string {
  const template = text.slice(start, end);
  // A line of its own says nothing that YAML could read: it becomes a comment.
  return isBlank(text, start, -1) && isBlank(text, end, 1)
    ? template.replace(/[^\r\n]+/g, (line) => `#${mask(line.slice(1))}`)
    : mask(template);
}

/** Whether what comes next after an offset, blank lines and comments left aside, is a line of a template. */
export function comesTemplate(text: string, offset: number): boolean {
  for (let at = offset; at < text.length; ) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at) + 1;
    const line = text.slice(at, end).trim();
    if (line !== '' && !line.startsWith('#')) return at > offset && /^\{[{%]/.test(line);
    at = end;
  }
  return false;
}

/** Whether only blanks stand between an offset and the start (-1) or the end (1) of its line. */
function isBlank(text: string, at: number, step: 1 | -1): boolean {
  for (let i = step < 0 ? at - 1 : at; i >= 0 && i < text.length; i += step) {
    const c = text[i];
    if (c === '\n') return true;
    if (c !== ' ' && c !== '\t' && c !== '\r') return false;
  }
  return true;
}

function mask(part: string): string {
  return part.replace(/[^\r\n]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < MASK_SIZE ? String.fromCharCode(MASK + code) : c;
  });
}

/** What was read of a masked text, with its templates as they were written. */
export function unmasked(value: string): string {
  if (!MASKS.test(value)) return value;
  return value
    .replace(/#(?=[\ue000-\uf8ff])/g, '{')
    .replace(/[\ue000-\uf8ff]/g, (c) => String.fromCharCode(c.charCodeAt(0) - MASK));
}

/** Whether a written text holds a template or a variable. */
export function isTemplated(written: string): boolean {
  return written.includes('{{') || /\$\{[A-Za-z_]/.test(written);
}

/** Whether an unquoted scalar is nothing but one template or variable. */
export function isWholeTemplate(written: string): boolean {
  return (
    /^\{\{[^}]*\}\}+$/.test(written) ||
    /^\{%[^%]*%\}$/.test(written) ||
    /^\$\{[A-Za-z_][^{}]*\}$/.test(written)
  );
}
