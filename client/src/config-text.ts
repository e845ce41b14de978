// The text of AuthLint's settings files: a new one, and the change that turns a rule off in one that exists.

/** A change of a text: `length` characters at `offset` become `newText`. */
export type TextChange = { readonly offset: number; readonly length: number; readonly newText: string };

/** A new authlint.yaml, in which everything is still commented out. */
export const NEW_CONFIG = `# AuthLint's settings for this folder and all below it, in the editor and on the command line.
# Everything is optional.

# A severity for a rule, or "off".
# rules:
#   nginx/example: "off"

# Paths that are meant to be open to everybody.
# public:
#   - /health

# Files to leave out.
# exclude:
#   - old/**
`;

/**
 * The change that turns a rule off, with everything else left as it is. Answers `null` where the text is written in a way
 * in which it cannot be added safely: then a person has to.
 */
export function turnOff(text: string, language: 'json' | 'yaml', rule: string): TextChange | null {
  return language === 'json' ? turnOffInJson(text, rule) : turnOffInYaml(text, rule);
}

/** Settings in JSON have no comments to lose, so the text is written anew, indented as it was. */
function turnOffInJson(text: string, rule: string): TextChange | null {
  const settings = parseObject(text.trim() === '' ? '{}' : text);
  const rules = settings === null ? null : (settings.rules ?? {});
  if (settings === null || !isObject(rules)) return null;
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const written = JSON.stringify({ ...settings, rules: { ...rules, [rule]: 'off' } }, null, indent);
  return { offset: 0, length: text.length, newText: `${written}\n` };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Line = { readonly offset: number; readonly text: string };

function turnOffInYaml(text: string, rule: string): TextChange | null {
  const lines = linesOf(text);
  const start = lines.findIndex((line) => /^rules[ \t]*:/.test(line.text));
  const key = lines[start];
  if (key === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { offset: text.length, length: 0, newText: `${gap}rules:\n  ${rule}: "off"\n` };
  }
  const value = key.text.replace(/^rules[ \t]*:/, '').replace(/(^|[ \t])#.*$/, '');
  if (value.trim() === '{}') {
    return { offset: key.offset, length: key.text.length, newText: `rules:\n  ${rule}: "off"` };
  }
  if (value.trim() !== '') return null;
  const block = lines.slice(start + 1);
  const length = block.findIndex(({ text: line }) => /^[^\s#]/.test(line));
  return turnOffInBlock(key, length < 0 ? block : block.slice(0, length), rule);
}

/** Changes the entry of the rule, or adds one before all others, indented as they are. */
function turnOffInBlock(key: Line, block: readonly Line[], rule: string): TextChange {
  for (const { offset, text } of block) {
    const entry = /^([ \t]+(["']?)([^\s"':]+)\2[ \t]*:)([ \t]*(?:"[^"]*"|'[^']*'|[^\s#]*))/.exec(text);
    const [, head = '', , name, value = ''] = entry ?? [];
    if (name === rule) return { offset: offset + head.length, length: value.length, newText: ' "off"' };
  }
  const indent = block
    .map(({ text }) => /^([ \t]+)[^\s#]/.exec(text)?.[1])
    .find((found) => found !== undefined);
  return { offset: key.offset + key.text.length, length: 0, newText: `\n${indent ?? '  '}${rule}: "off"` };
}

function linesOf(text: string): readonly Line[] {
  let offset = 0;
  return text.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    return { offset: start, text: line.replace(/\r$/, '') };
  });
}
