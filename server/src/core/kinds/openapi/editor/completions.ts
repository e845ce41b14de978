// What fits into `security`: the names of schemes, and the scopes of the scheme that is named.
import type { FileId, Span } from '../../../text/span';
import type { Completion } from '../../editor';
import type { Contract } from '../contract';
import type { OpenApiLayer } from '../layer';
import { textOf, valueIn } from '../part';
import type { SecurityScheme } from '../scheme';
import { contains } from './find';

/** A word that is being typed, and whether nothing stands behind it or in quotes around it. */
type Typed = { readonly word: Span; readonly isAlone: boolean };

/** Names of schemes and scopes, where `security` asks for one. */
export function completions(layer: OpenApiLayer, file: FileId, offset: number): readonly Completion[] {
  const document = layer.documents.get(file);
  const contract =
    layer.contracts.find(({ file: own, root }) => own === file && contains(root.node.span, offset)) ??
    layer.contracts[0];
  if (document === undefined || contract === undefined) return [];
  const place = placeIn(document.text, offset);
  if (place === null) return [];
  const typed = typedAt(document.text, offset);
  if (place.kind === 'name') return schemeNames(contract, typed);
  const named = contract.schemeNamed(place.scheme);
  return named.kind === 'declared' ? scopeNames(named.scheme, typed.word) : [];
}

type Expected = { readonly kind: 'name' } | { readonly kind: 'scope'; readonly scheme: string };

/**
 * What belongs at an offset, told by the text before it: a half-typed requirement is seldom data that can be read.
 */
function placeIn(text: string, offset: number): Expected | null {
  const before = text.slice(Math.max(0, offset - 4000), offset);
  const key = lastKey(before);
  if (key === null) return null;
  const inside = before.slice(key.end);
  const scheme = /["']?([^\s"'[\]{},:]+)["']?\s*:\s*(?:\[[^\]]*|(?:\n\s*-\s+[^\n]*)*\n\s*-\s+\S*)$/.exec(
    inside,
  )?.[1];
  if (scheme !== undefined) return { kind: 'scope', scheme };
  return /(?:^|[\s[{,-])["']?[^\s"'[\]{},:]*$/.test(inside) ? { kind: 'name' } : null;
}

/** The last `security` whose value the end of a text is still in. */
function lastKey(before: string): { readonly end: number } | null {
  let found: { readonly end: number; readonly indent: number } | null = null;
  for (const match of before.matchAll(/(^|[\n{,])([ \t]*)["']?security["']?[ \t]*:/g)) {
    found = { end: match.index + match[0].length, indent: match[2]?.length ?? 0 };
  }
  if (found === null) return null;
  const { end, indent } = found;
  const rest = before.slice(end);
  if (/^\s*\[/.test(rest)) return isOpen(rest) ? { end } : null;
  const left = rest.split('\n').slice(1);
  const outside = left.some((line, i) => {
    if (line.trim() === '' && i < left.length - 1) return false;
    const depth = /^ */.exec(line)?.[0].length ?? 0;
    return depth < indent || (depth === indent && !/^ *(-|$)/.test(line));
  });
  return outside ? null : { end };
}

function isOpen(rest: string): boolean {
  let depth = 0;
  for (const c of rest) {
    if (c === '[') depth++;
    if (c === ']' && --depth === 0) return false;
  }
  return true;
}

function typedAt(text: string, offset: number): Typed {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const length = /[^\s"'[\]{},:]*$/.exec(line)?.[0].length ?? 0;
  const after = /^[^\s"'[\]{},:]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  const rest = text.slice(offset + after, offset + after + 200).split('\n')[0] ?? '';
  const isAlone = rest.trim() === '' && !/["']/.test(line.charAt(line.length - length - 1));
  return { word: { start: offset - length, end: offset + after }, isAlone };
}

/** A name with its list, where that is not there yet. */
function schemeNames(contract: Contract, { word, isAlone }: Typed): readonly Completion[] {
  return [...contract.schemes.values()].map((scheme) => ({
    text: scheme.name,
    detail: [scheme.type, scheme.text('scheme') ?? scheme.text('name')]
      .filter((part) => part !== null)
      .join(' '),
    replace: word,
    ...(isAlone ? { insert: `${scheme.name}: []` } : {}),
  }));
}

function scopeNames({ scopes }: SecurityScheme, replace: Span): readonly Completion[] {
  return [...(scopes ?? [])].map(([text, field]) => ({
    text,
    detail: textOf(valueIn(field)) ?? 'scope',
    replace,
  }));
}
