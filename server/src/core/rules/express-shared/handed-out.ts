// The schemes in front of the tokens that a program hands out to its clients.
import { type Met, perModule } from '../../kinds/express/program/everything';
import type { Scope, Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { startsAtResponse } from './response-values';

/** A text such as `Bearer ${token}` in an answer. */
export type HandedOut = { readonly scheme: string; readonly at: Place };

/** Methods of the response that send what they are given. */
const SENDING = /^(?:json|send|jsonp|cookie|header|set|setHeader|append|end)$/;

/** Words in front of what is sent that are schemes, whatever it is called. */
const SCHEME = /^(?:bearer|jwt|token|mac|dpop)$/i;

/** Whether an expression is named as a token is: `hello ${name}` is sent as well. */
function isCalledToken(part: Expression): boolean {
  return (part.kind === 'identifier' || part.kind === 'member') && /token|jwt/i.test(part.name);
}

/** Every scheme that the program writes in front of a token that it sends. */
export function handedOut(context: ExpressContext): readonly HandedOut[] {
  const found: HandedOut[] = [];
  for (const met of context.everything.modules.flatMap(schemesIn)) {
    const { node, scope } = met;
    if (node.kind === 'object') found.push(...tokenType(context, node, scope));
    const scheme = schemeIn(context, node, scope);
    if (scheme === null) continue;
    const parts = partsOf(node);
    const isSigned = parts.some((part) => isToken(context.evaluate(part, scope)));
    const isMeant = SCHEME.test(scheme) || parts.some(isCalledToken);
    const at = { file: scope.file, span: node.span };
    if (isSigned || (isMeant && isSent(context, met))) found.push({ scheme, at });
  }
  return found;
}

/** What of a module has a scheme in it, in front of a token or not. */
const schemesIn = perModule((texts): readonly Met[] => {
  const found: Met[] = [];
  texts.each(['object', 'template', 'binary'], (met) => {
    const { node, scope } = met;
    const isNamed = node.kind === 'object' && tokenType(texts, node, scope).length > 0;
    if (isNamed || schemeIn(texts, node, scope) !== null) found.push(met);
  });
  return found;
});

/** `token_type: 'Bearer'`, as an answer with a token names it (RFC 6749, section 5.1). */
function tokenType(
  { evaluate }: Pick<ExpressContext, 'evaluate'>,
  { of }: Extract<Expression, { kind: 'object' }>,
  scope: Scope,
): readonly HandedOut[] {
  return of.flatMap((one): HandedOut[] => {
    if (one.kind !== 'property' || one.key.kind !== 'name' || !/^token_?type$/i.test(one.key.name)) return [];
    const value = evaluate(one.value, scope);
    const scheme = value.kind === 'string' ? schemeOf(`${value.value} `) : null;
    return scheme === null ? [] : [{ scheme, at: { file: scope.file, span: one.span } }];
  });
}

/** The scheme of `'Bearer ' + token` and `Bearer ${token}`; `null` for all other expressions. */
function schemeIn(
  { evaluate }: Pick<ExpressContext, 'evaluate'>,
  node: Met['node'],
  scope: Scope,
): string | null {
  if (node.kind === 'template') {
    const isOne = node.of.length === 1 && node.texts.at(-1) === '';
    return isOne ? schemeOf(node.texts[0] ?? '') : null;
  }
  if (node.kind !== 'binary' || node.operator !== '+') return null;
  const left = evaluate(node.left, scope);
  return left.kind === 'string' ? schemeOf(left.value) : null;
}

function schemeOf(text: string): string | null {
  return /^([A-Za-z][\w-]*) $/.exec(text)?.[1] ?? null;
}

function partsOf(node: Met['node']): readonly Expression[] {
  if (node.kind === 'template') return node.of;
  return node.kind === 'binary' ? [node.right] : [];
}

/** Whether a value is a token that jsonwebtoken makes, or one that its callback is given. */
function isToken(value: Value): boolean {
  if (value.kind === 'operation' && value.operator === 'await') return value.of.some(isToken);
  if (value.kind !== 'call') return false;
  const { callee } = value;
  return callee.kind === 'package' && callee.name === 'jsonwebtoken' && callee.path.at(-1) === 'sign';
}

/** Whether the innermost call of a response around an expression sends it. */
function isSent(context: ExpressContext, { node, scope, within }: Met): boolean {
  let isSent = false;
  for (const around of within.slice(-1)) {
    walk(around, (one) => {
      if (isSent || one.span.start > node.span.start || one.span.end < node.span.end) return false;
      if (one.kind === 'call' && one.callee.kind === 'member' && SENDING.test(one.callee.name)) {
        isSent =
          one.args.some((arg) => arg.span.start <= node.span.start && node.span.end <= arg.span.end) &&
          startsAtResponse(context, one.callee, scope);
      }
      return undefined;
    });
  }
  return isSent;
}
