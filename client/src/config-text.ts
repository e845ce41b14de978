// The text of AuthLint's settings files: a new one, and the change that turns a rule off in one that exists.

/** A change of a text: `length` characters at `offset` become `newText`. */
export type TextChange = { readonly offset: number; readonly length: number; readonly newText: string };

/** A new authlint.yaml, which explains itself: the one that `authlint init` writes. */
export const NEW_CONFIG = `# Settings of AuthLint for this folder and all below it. Every key may be left out.

# The severity of a rule: off, info, warning or error. \`authlint rules\` lists them.
rules: {}
#  nginx/syntax: error

# Files to look at, whatever they are called. Without this, all that look like a configuration.
#include:
#  - deploy/**/*.conf

# Files and folders to leave out.
exclude: []
#  - test/fixtures

# Findings that were looked at and are accepted.
ignore: []
#  - file: nginx/generated.conf
#    rule: nginx/syntax
#    reason: another program writes it
#    route: /old/
#  - file: api/openapi.json
#    rule: openapi/login-operation-protected
#    pointer: /paths/~1login

# Paths that are meant to be open to everyone.
public: []
#  - /health
#  - /webhooks/**

# Functions that are authentication middleware, with the scheme that they check.
guards: {}
#  requireUser: session

# What an upstream expects to be sent: basic, bearer, session or none.
upstreams: {}
#  api: bearer
`;

/**
 * The change that turns a rule off, with everything else left as it is. Answers `null` where the text is written in a way
 * in which it cannot be added safely: then a person has to.
 */
export function turnOff(text: string, language: 'json' | 'yaml', rule: string): TextChange | null {
  return language === 'json' ? turnOffInJson(text, rule) : turnOffInYaml(text, rule);
}

/** A text after a change. */
export function changed(text: string, { offset, length, newText }: TextChange): string {
  return text.slice(0, offset) + newText + text.slice(offset + length);
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
