// Accepts a finding in the text of a settings file: one more entry of `ignore`, with everything else left as it is.
import { parseYaml, type ValueTree } from '../syntax/yaml';
import type { Replacement } from '../text/edit';

/** What is accepted: a rule in a file, at a JSON pointer, for a reason. */
export type Accepted = {
  /** The file's path relative to the folder of the settings. */
  readonly file: string;
  readonly rule: string;
  readonly pointer: string;
  readonly reason: string;
};

/**
 * The change that adds an entry to `ignore` in a settings file, YAML or JSON; comments and layout stay. `null` where the
 * text cannot be read, or holds something else than settings: then a person has to.
 */
export function accept(text: string, accepted: Accepted): Replacement | null {
  const tree = parseYaml(text);
  const { value } = tree;
  if (tree.problems.length > 0) return null;
  if (value === null) return append(text, accepted);
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const ignore = 'ignore' in value ? value.ignore : undefined;
  const root = tree.spanOf([]).start;
  if (ignore === undefined) {
    if (text[root] !== '{') return append(text, accepted);
    const gap = Object.keys(value).length === 0 ? '' : ', ';
    return insert(root + 1, `"ignore": [${inBraces(accepted)}]${gap}`);
  }
  if (ignore === null && text[root] !== '{') {
    const colon = text.indexOf(':', tree.keySpanOf(['ignore']).end);
    return insert(colon + 1, `\n${inLines(accepted, '  ')}`);
  }
  return Array.isArray(ignore) ? intoList(text, tree, ignore.length, accepted) : null;
}

function intoList(text: string, tree: ValueTree, length: number, accepted: Accepted): Replacement | null {
  const list = tree.spanOf(['ignore']);
  const isInBraces = text[tree.spanOf([]).start] === '{';
  if (text[list.start] === '[') {
    if (length > 0) return insert(list.start + 1, `${inBraces(accepted)}, `);
    if (isInBraces) return { span: list, newText: `[${inBraces(accepted)}]` };
    const colon = text.indexOf(':', tree.keySpanOf(['ignore']).end);
    return { span: { start: colon + 1, end: list.end }, newText: `\n${inLines(accepted, '  ')}` };
  }
  const item = tree.spanOf(['ignore', 0]).start;
  const line = text.lastIndexOf('\n', item - 1) + 1;
  const indent = /^[ ]*(?=-)/.exec(text.slice(line))?.[0];
  return indent === undefined ? null : insert(line, `${inLines(accepted, indent)}\n`);
}

function append(text: string, accepted: Accepted): Replacement {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return insert(text.length, `${gap}ignore:\n${inLines(accepted, '  ')}\n`);
}

function pairsOf({ file, rule, pointer, reason }: Accepted): readonly (readonly [string, string])[] {
  return [
    // A slash at its start keeps a glob from meaning files of that name in all folders.
    ['file', `/${escaped(file)}`],
    ['rule', rule],
    ['pointer', pointer],
    ['reason', reason],
  ];
}

function inBraces(accepted: Accepted): string {
  const pairs = pairsOf(accepted).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

function inLines(accepted: Accepted, indent: string): string {
  return pairsOf(accepted)
    .map(([key, value], i) => `${indent}${i === 0 ? '- ' : '  '}${key}: ${scalar(value)}`)
    .join('\n');
}

/** A text as a value of YAML, in quotes where it could be taken for something else. */
function scalar(text: string): string {
  return /^[A-Za-z/][\w ./~-]*$/.test(text) && !/ $/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** A name as a glob that matches it alone. */
function escaped(file: string): string {
  return file.replaceAll(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

function insert(at: number, newText: string): Replacement {
  return { span: { start: at, end: at }, newText };
}
