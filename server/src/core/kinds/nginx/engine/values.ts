// Texts with variables: cut once, evaluated per request (ngx_http_compile_complex_value, ngx_http_script_compile).

import type { Place } from '../../../text/span';
import { toBytes } from '../config/bytes';
import type { Exchange } from './exchange';
import { isUnknown, type Unknown, unknown } from './unknown';
import { variable } from './variables';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

/** A configured text. `constant` is its value where it holds no variable. */
export type Value = {
  readonly source: string;
  readonly parts: readonly Part[];
  /** The names of its variables, in order. */
  readonly variables: readonly string[];
  readonly constant: string | null;
};

const compiled = new Map<string, Value>();

/** Cuts a text at its variables; equal texts share one result. */
export function compileValue(source: string): Value {
  let value = compiled.get(source);
  if (value === undefined) {
    if (compiled.size > 20_000) compiled.clear();
    const parts = cut(toBytes(source));
    const [only] = parts;
    const constant = parts.length === 0 ? '' : parts.length === 1 && only?.kind === 'text' ? only.text : null;
    const variables = parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
    value = { source, parts, variables, constant };
    compiled.set(source, value);
  }
  return value;
}

const NO_VARIABLES: readonly string[] = [];

const VARIABLE = /\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/g;

function cut(source: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of source.matchAll(VARIABLE)) {
    if (match.index > at) parts.push({ kind: 'text', text: source.slice(at, match.index) });
    const name = match[1] ?? match[2] ?? '';
    // `$12` is the capture 1 and the text "2" (ngx_http_script_compile reads one digit).
    if (match[1] === undefined && /^[1-9]/.test(name)) {
      parts.push({ kind: 'variable', name: name.charAt(0) });
      if (name.length > 1) parts.push({ kind: 'text', text: name.slice(1) });
    } else {
      parts.push({ kind: 'variable', name: name.toLowerCase() });
    }
    at = match.index + match[0].length;
  }
  if (at < source.length) parts.push({ kind: 'text', text: source.slice(at) });
  return parts;
}

/** The names of the variables in a text. */
export function variablesIn(source: string): readonly string[] {
  return source.includes('$') ? compileValue(source).variables : NO_VARIABLES;
}

/** The value of a text for a request, as bytes. */
export function evaluate(source: string, x: Exchange, at: Place | null): string | Unknown {
  if (source.includes('{{') || source.includes('<%')) return unknown(`the template value ${source}`, at);
  const { parts, constant } = compileValue(source);
  if (constant !== null) return constant;
  let out = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      out += part.text;
      continue;
    }
    const value = variable(part.name, x, at);
    if (isUnknown(value)) return value;
    out += value;
  }
  return out;
}
