// Which guards take credentials of the scheme Basic, and of no other.
import type { FunctionValue } from '../../kinds/express/values';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { isInside } from './function-places';

/** Whether a guard takes Basic alone: by what it demands, or since its text takes such a header apart. */
export function readsBasic(context: ExpressContext, handler: PlacedHandler['handler']): boolean {
  const demand = handler.behaviour.demands();
  if (demand.kind === 'check' && demand.scheme.kind === 'basic') return true;
  const { source } = handler.behaviour;
  if (source.kind !== 'written' || demand.kind !== 'check') return false;
  const known = apart.get(source.function) ?? takesBasicApart(context, source.function);
  apart.set(source.function, known);
  return known;
}

const apart = new WeakMap<object, boolean>();

/** Whether the text of a function calls basic-auth, or decodes base64 and splits it at the colon, and knows no Bearer. */
function takesBasicApart(context: ExpressContext, written: FunctionValue): boolean {
  const facts = { decodes: false, splits: false, names: false, others: false };
  let calls = false;
  context.everything.each(
    ['string', 'regex', 'template', 'identifier', 'call'],
    ({ node, scope, within }) => {
      if (within.length === 0 || !isInside({ file: scope.file, span: node.span }, written)) return;
      if (node.kind === 'string' || node.kind === 'regex') note(facts, textOf(node));
      if (node.kind === 'template') for (const text of node.texts) note(facts, text);
      if (node.kind === 'identifier' && node.name === 'atob') facts.decodes = true;
      if (node.kind !== 'call') return;
      const callee = context.evaluate(node.callee, scope);
      if (callee.kind === 'package' && callee.name === 'basic-auth') calls = true;
    },
  );
  if (facts.others) return false;
  return calls || (facts.decodes && (facts.splits || facts.names));
}

function textOf(node: { kind: 'string'; value: string } | { kind: 'regex'; pattern: string }): string {
  return node.kind === 'string' ? node.value : node.pattern;
}

type Facts = { decodes: boolean; splits: boolean; names: boolean; others: boolean };

function note(facts: Facts, text: string): void {
  if (/^base64$/i.test(text)) facts.decodes = true;
  if (text === ':' || /\(\.\*\??\):|\[\^:\]/.test(text)) facts.splits = true;
  if (/\bbasic\b/i.test(text)) facts.names = true;
  if (/\b(?:bearer|digest|apikey)\b/i.test(text)) facts.others = true;
}
