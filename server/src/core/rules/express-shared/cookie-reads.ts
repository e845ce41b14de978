// Where a program reads the cookies of a request from req.cookies.
import type { Met } from '../../kinds/express/program/everything';
import { stringOf } from '../../kinds/express/values';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { some } from '../../syntax/js/walk';
import type { FileId, Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isCookieJar } from './cookies';
import { requestTakenApart } from './request-values';

/** A read of `req.cookies.name`; `jar` is the word `cookies` where it is written here. */
export type CookieRead = { readonly name: string; readonly at: Place; readonly jar: Place | null };

/** The reads of `req.cookies`, without those beside a read of `req.signedCookies`; none where the program fills it. */
export function cookieReads(context: ExpressContext): readonly CookieRead[] {
  const found: CookieRead[] = [];
  const skipped: Span[] = [];
  let isFilled = false;
  context.everything.each(['assign', 'logical', 'member', 'index', 'variable', 'function'], (met) => {
    const { node, scope } = met;
    if (node.kind === 'assign') {
      isFilled ||= node.target.kind === 'member' && node.target.name === 'cookies';
      const { target } = node;
      isFilled ||=
        (target.kind === 'member' || target.kind === 'index') && isJar(context, target.object, met);
    }
    if (node.kind === 'logical' && looksAtSigned(node)) skipped.push(node.span);
    if (skipped.some((one) => one.start <= node.span.start && node.span.end <= one.end)) return;
    const read = readAt(context, met);
    if (read !== null) found.push({ ...read, at: { file: scope.file, span: node.span } });
    found.push(...takenApart(context, met));
  });
  return isFilled ? [] : found;
}

/** Whether an expression is `req.cookies`, by a name or by a function that is given the request, or that `|| {}`. */
function isJar(context: ExpressContext, node: Expression, { scope }: Met): boolean {
  const isOrNothing = node.kind === 'logical' && node.operator !== '&&' && node.right.kind === 'object';
  const plain = isOrNothing ? node.left : node;
  const isCalled = plain.kind === 'call' && plain.args.some(({ kind }) => kind === 'identifier');
  const isNamed = plain.kind === 'identifier' || (plain.kind === 'member' && plain.name === 'cookies');
  return (isNamed || isCalled) && isCookieJar(context, context.evaluate(plain, scope), 'cookies');
}

function readAt(context: ExpressContext, met: Met): Pick<CookieRead, 'name' | 'jar'> | null {
  const { node, scope } = met;
  if ((node.kind !== 'member' && node.kind !== 'index') || !isJar(context, node.object, met)) return null;
  const name = node.kind === 'member' ? node.name : stringOf(context.evaluate(node.index, scope));
  const jar = node.object.kind === 'member' ? { file: scope.file, span: node.object.nameSpan } : null;
  return name === null ? null : { name, jar };
}

/** `const { name } = req.cookies`. */
function takenApart(context: ExpressContext, met: Met): readonly CookieRead[] {
  const { node, scope } = met;
  if (node.kind === 'function') return takenByParameter(context, node, scope.file);
  if (node.kind !== 'variable') return [];
  return node.declarations.flatMap(({ target, init }): CookieRead[] => {
    if (init === null || target.kind !== 'objectPattern' || !isJar(context, init, met)) return [];
    const isAlone = target.of.length === 1 && target.rest === null && init.kind === 'member';
    const jar = isAlone ? { file: scope.file, span: init.nameSpan } : null;
    return target.of.flatMap(({ key }): CookieRead[] =>
      key.kind === 'name' ? [{ name: key.name, at: { file: scope.file, span: key.span }, jar }] : [],
    );
  });
}

/** `({ cookies: { name } }, res) => …`. */
function takenByParameter(context: ExpressContext, node: FunctionNode, file: FileId): readonly CookieRead[] {
  const jar = requestTakenApart(context, node)?.of.find(
    ({ key }) => key.kind === 'name' && key.name === 'cookies',
  );
  if (jar?.target.kind !== 'objectPattern') return [];
  return jar.target.of.flatMap(({ key }): CookieRead[] =>
    key.kind === 'name' ? [{ name: key.name, at: { file, span: key.span }, jar: null }] : [],
  );
}

/** `req.signedCookies.a || req.cookies.a` takes what there is. */
function looksAtSigned(node: Expression | Statement): boolean {
  return some(node, (one) => one.kind === 'member' && one.name === 'signedCookies');
}
