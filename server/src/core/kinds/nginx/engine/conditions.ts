// The condition of an `if` (ngx_http_rewrite_if_condition, src/http/modules/ngx_http_rewrite_module.c).
import { type Line, placeOf } from '../config/lines';
import { userPattern } from '../config/patterns';
import { matchesAlone } from './captures';
import type { Exchange } from './exchange';
import { lookUp } from './folders';
import { isUnknown, type Unknown, unknown } from './unknown';
import { evaluate } from './values';

export type Condition =
  | { readonly kind: 'truth'; readonly operand: string }
  | { readonly kind: 'compare'; readonly operand: string; readonly negated: boolean; readonly value: string }
  | {
      readonly kind: 'match';
      readonly operand: string;
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly pattern: string;
    }
  | {
      readonly kind: 'file';
      readonly test: 'f' | 'd' | 'e' | 'x';
      readonly negated: boolean;
      readonly path: string;
    };

/** Reads the words between the parentheses; `null` where nginx would refuse them. */
export function readCondition(line: Line): Condition | null {
  const words = line.args.map((word) => word.value);
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || !first.startsWith('(') || !last.endsWith(')')) return null;
  words[0] = first.slice(1);
  words[words.length - 1] = (words.at(-1) ?? '').slice(0, -1);
  if (words[0] === '') words.shift();
  if (words.at(-1) === '') words.pop();
  const [operand, operator, ...rest] = words;
  if (operand === undefined) return null;
  const file = /^(!?)-([fdex])$/.exec(operand);
  if (file !== null && operator !== undefined) {
    return { kind: 'file', test: file[2] as 'f', negated: file[1] === '!', path: operator };
  }
  if (operator === undefined) return { kind: 'truth', operand };
  // `if ($x = "")`: the empty word is a value, too.
  const value = rest[0] ?? '';
  if (operator === '=' || operator === '!=')
    return { kind: 'compare', operand, negated: operator === '!=', value };
  const match = /^(!?)~(\*?)$/.exec(operator);
  if (match === null) return null;
  return { kind: 'match', operand, negated: match[1] === '!', ignoreCase: match[2] === '*', pattern: value };
}

/** Whether an `if` is true for a request; a regex leaves its captures. */
export function conditionHolds(x: Exchange, line: Line): boolean | Unknown {
  const condition = readCondition(line);
  const at = placeOf(line);
  if (condition === null) return unknown('a condition that nginx refuses', at);
  if (condition.kind === 'file') return fileTest(x, line, condition);
  const operand = evaluate(condition.operand, x, at);
  if (isUnknown(operand)) return operand;
  switch (condition.kind) {
    case 'truth':
      return operand !== '' && operand !== '0';
    case 'compare': {
      const value = evaluate(condition.value, x, at);
      return isUnknown(value) ? value : (operand === value) !== condition.negated;
    }
    case 'match': {
      const matched = matchesAlone(x, userPattern(condition.pattern, condition.ignoreCase), operand);
      return isUnknown(matched) ? unknown(matched.reason, at) : matched !== condition.negated;
    }
  }
}

function fileTest(x: Exchange, line: Line, condition: Condition & { kind: 'file' }): boolean | Unknown {
  const path = evaluate(condition.path, x, placeOf(line));
  if (isUnknown(path)) return path;
  // No file has an empty name.
  if (path === '') return condition.negated;
  const state = lookUp(x, path);
  if (state === null || condition.test === 'x') return unknown(`whether ${path} exists`, placeOf(line));
  const isFolder = state.kind === 'folder';
  const exists = state.kind !== 'missing';
  const holds = condition.test === 'd' ? isFolder : condition.test === 'f' ? exists && !isFolder : exists;
  return holds !== condition.negated;
}
