// What an expression makes of a header of the request, worked out for one text that a client may send.

import { compileJs } from '../../kinds/express/matching/js-regex';
import { plainOf } from '../../kinds/express/program/operators';
import { stringOf, type Value } from '../../kinds/express/values';
import { exec } from '../../regex';
import type { ExpressContext } from '../express-rule';
import { givenTo } from './callers';
import { headerRead } from './request-values';

/** `null` where nobody can say what it is. */
export type Made =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'plain'; readonly value: number | boolean | null | undefined }
  | null;

/** The headers of a request by their names in lower case. */
export type Sent = Readonly<Record<string, string>>;

const MAX_DEPTH = 12;

/** What a value is where a request has these headers and no others. */
export function madeOf(context: ExpressContext, value: Value, sent: Sent, depth = 0): Made {
  if (depth > MAX_DEPTH) return null;
  const make = (inner: Value) => madeOf(context, inner, sent, depth + 1);
  const plain = plainOf(value);
  if (plain !== null) return wrap(plain.value);
  const header = headerRead(context, value);
  if (header !== null) return wrap(sent[header]);
  switch (value.kind) {
    case 'parameter':
      return sameOf(givenTo(context, value).map((given) => make(given.value)));
    case 'either':
      return value.when === null ? null : chosenOf(make(value.when), value.of, make);
    case 'operation':
      return ofOperation(value, make);
    case 'member':
      return ofMember(make(value.of), value.name);
    case 'call':
      return ofCall(value, make);
    default:
      return null;
  }
}

function wrap(value: string | number | boolean | null | undefined): Made {
  return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'plain', value };
}

/** What all calls give, where it is one and the same. */
function sameOf(all: readonly Made[]): Made {
  const [first] = all;
  if (first === undefined) return null;
  return all.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : null;
}

function truth(made: Made): boolean | null {
  if (made === null) return null;
  if (made.kind === 'list') return true;
  return made.kind === 'text' ? made.text !== '' : Boolean(made.value);
}

function chosenOf(test: Made, [first, second]: readonly Value[], make: (value: Value) => Made): Made {
  const isTrue = truth(test);
  if (isTrue === null || first === undefined || second === undefined) return null;
  return make(isTrue ? first : second);
}

function ofOperation(
  { operator, of }: Extract<Value, { kind: 'operation' }>,
  make: (value: Value) => Made,
): Made {
  const [first, second] = of;
  if (first === undefined) return null;
  switch (operator) {
    case '?:':
      return chosenOf(make(first), of.slice(1), make);
    case 'await':
      return make(first);
    case '!': {
      const isTrue = truth(make(first));
      return isTrue === null ? null : wrap(!isTrue);
    }
    case '===':
    case '==':
    case '!==':
    case '!=': {
      const [a, b] = [make(first), second === undefined ? null : make(second)];
      if (a === null || b === null) return null;
      return wrap((JSON.stringify(a) === JSON.stringify(b)) === operator.startsWith('='));
    }
    case '+':
    case 'template': {
      const parts = of.map(make);
      const texts = parts.flatMap((part) => (part?.kind === 'text' ? [part.text] : []));
      return texts.length === parts.length ? wrap(texts.join('')) : null;
    }
    default:
      return null;
  }
}

/** An item of a list, a letter of a text, or its length. */
function ofMember(of: Made, name: Value): Made {
  const index = plainOf(name)?.value;
  if (of === null || of.kind === 'plain') return of;
  const items = of.kind === 'text' ? [...of.text] : of.items;
  if (index === 'length') return wrap(of.kind === 'text' ? of.text.length : items.length);
  return typeof index === 'number' || /^\d+$/.test(String(index)) ? wrap(items[Number(index)]) : null;
}

function ofCall({ callee, args }: Extract<Value, { kind: 'call' }>, make: (value: Value) => Made): Made {
  const given = args.map(make);
  if (callee.kind === 'global' && callee.path.join('.') === 'String') return given[0] ?? null;
  if (callee.kind !== 'member') return null;
  const self = make(callee.of);
  const method = stringOf(callee.name);
  if (self?.kind === 'plain' && self.value === undefined) return self;
  if (self?.kind === 'list') return ofList(self.items, method, given);
  return self?.kind === 'text' && method !== null ? ofText(self.text, method, args, given) : null;
}

function ofList(items: readonly string[], method: string | null, given: readonly Made[]): Made {
  const [first] = given;
  if (method === 'pop' || method === 'at')
    return wrap(items.at(method === 'pop' ? -1 : (numberOf(first) ?? 0)));
  if (method === 'shift') return wrap(items[0]);
  return method === 'join' && first?.kind === 'text' ? wrap(items.join(first.text)) : null;
}

function numberOf(made: Made | undefined): number | undefined {
  return made?.kind === 'plain' && typeof made.value === 'number' ? made.value : undefined;
}

function ofText(text: string, method: string, args: readonly Value[], given: readonly Made[]): Made {
  const [first, second] = given;
  const what = first?.kind === 'text' ? first.text : null;
  switch (method) {
    case 'trim':
      return wrap(text.trim());
    case 'toString':
      return wrap(text);
    case 'toLowerCase':
      return wrap(text.toLowerCase());
    case 'toUpperCase':
      return wrap(text.toUpperCase());
    case 'startsWith':
      return what === null ? null : wrap(text.startsWith(what));
    case 'includes':
      return what === null ? null : wrap(text.includes(what));
    case 'indexOf':
      return what === null ? null : wrap(text.indexOf(what));
    case 'split':
      return splitText(text, what, args[0]);
    case 'replace':
      return second?.kind === 'text' ? replaceText(text, what, second.text, args[0]) : null;
    case 'slice':
    case 'substring':
    case 'substr': {
      const [from, to] = [numberOf(first), numberOf(second)];
      if (from === undefined || (second !== undefined && to === undefined)) return null;
      if (method === 'slice') return wrap(text.slice(from, to));
      return wrap(method === 'substring' ? text.substring(from, to) : text.slice(from).slice(0, to));
    }
    case 'test':
      return null;
    default:
      return null;
  }
}

function splitText(text: string, by: string | null, pattern: Value | undefined): Made {
  if (by !== null) return { kind: 'list', items: text.split(by) };
  const found = matchOf(text, pattern);
  if (found === null) return null;
  if (found === 'none') return { kind: 'list', items: [text] };
  // What follows the first match is of no account where there is only one.
  const rest = text.slice(found.end);
  return matchOf(rest, pattern) === 'none'
    ? { kind: 'list', items: [text.slice(0, found.start), rest] }
    : null;
}

function replaceText(text: string, what: string | null, by: string, pattern: Value | undefined): Made {
  if (/\$/.test(by)) return null;
  if (what !== null) {
    const at = text.indexOf(what);
    return wrap(at < 0 ? text : text.slice(0, at) + by + text.slice(at + what.length));
  }
  const found = matchOf(text, pattern);
  if (found === null) return null;
  return wrap(found === 'none' ? text : text.slice(0, found.start) + by + text.slice(found.end));
}

function matchOf(
  text: string,
  pattern: Value | undefined,
): { readonly start: number; readonly end: number } | 'none' | null {
  if (pattern?.kind !== 'regex') return null;
  const regex = compileJs(pattern.pattern, pattern.flags);
  return regex.kind === 'jsRegex' ? (exec(regex.regex, text) ?? 'none') : null;
}
