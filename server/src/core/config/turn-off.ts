// Turns a rule off in the text of a settings file, with everything else left as it is.
import { parseYaml } from '../syntax/yaml';
import type { Replacement } from '../text/edit';

/**
 * The change that turns a rule off in a settings file, YAML or JSON; comments and layout stay. `null` where the text
 * cannot be read, or holds something else than settings: then a person has to.
 */
export function turnOff(text: string, rule: string): Replacement | null {
  const tree = parseYaml(text);
  if (tree.problems.length > 0) return null;
  if (tree.value === null) return append(text, rule);
  if (!isMapping(tree.value)) return null;
  const { rules } = tree.value;
  if (rules === undefined) {
    const { start } = tree.spanOf([]);
    const isEmpty = Object.keys(tree.value).length === 0;
    if (text[start] === '{') return intoBraces(start, `"rules": { "${rule}": "off" }`, isEmpty);
    return append(text, rule);
  }
  if (rules === null) {
    const colon = text.indexOf(':', tree.keySpanOf(['rules']).end);
    return insert(colon + 1, `\n  ${rule}: "off"`);
  }
  if (!isMapping(rules)) return null;
  const [first] = Object.keys(rules);
  if (Object.hasOwn(rules, rule)) return { span: tree.spanOf(['rules', rule]), newText: '"off"' };
  const { start } = tree.spanOf(['rules']);
  if (text[start] === '{') return intoBraces(start, `"${rule}": "off"`, first === undefined);
  if (first === undefined) return null;
  const key = tree.keySpanOf(['rules', first]).start;
  const indent = text.slice(text.lastIndexOf('\n', key - 1) + 1, key);
  return insert(key, `${rule}: "off"\n${indent}`);
}

function append(text: string, rule: string): Replacement {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return insert(text.length, `${gap}rules:\n  ${rule}: "off"\n`);
}

function intoBraces(brace: number, entry: string, isEmpty: boolean): Replacement {
  return insert(brace + 1, isEmpty ? entry : `${entry}, `);
}

function insert(at: number, newText: string): Replacement {
  return { span: { start: at, end: at }, newText };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
