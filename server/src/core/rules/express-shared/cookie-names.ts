// The names under which a program reads cookies.
import { type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import { type Scope, stringOf } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { sourcesOf } from './callers';

/** All of them, and one that many programs have. */
export function cookieNames(context: ExpressContext): readonly string[] {
  const read = context.everything.modules.flatMap(readsIn).flatMap((one) => {
    if (typeof one === 'string') return [one];
    const value = context.evaluate(one.index, one.scope);
    return sourcesOf(context, { value }).flatMap((given) => stringOf(given.value) ?? []);
  });
  return [...new Set(['token', ...read])].filter((name) => /^[\w.-]+$/.test(name));
}

type Computed = { readonly index: Expression; readonly scope: Scope };

/** The names as they are written, and the expressions of those that are not. */
const readsIn = perModule((texts: ModuleTexts): readonly (string | Computed)[] => {
  const found: (string | Computed)[] = [];
  texts.each(['member', 'index', 'variable'], ({ node, scope }) => {
    if (node.kind === 'member' && isCookies(node.object)) found.push(node.name);
    if (node.kind === 'index' && isCookies(node.object))
      found.push(node.index.kind === 'string' ? node.index.value : { index: node.index, scope });
    if (node.kind !== 'variable') return;
    for (const { target, init } of node.declarations) {
      if (init === null || !isCookies(init) || target.kind !== 'objectPattern') continue;
      for (const { key } of target.of) if (key.kind === 'name') found.push(key.name);
    }
  });
  return found;
});

function isCookies(node: Expression): boolean {
  // `req.cookies || {}`
  if (node.kind === 'logical') return isCookies(node.left);
  // `({ cookies }, res) => …` has them under their own name.
  const isNamed = node.kind === 'member' || node.kind === 'identifier';
  return isNamed && (node.name === 'cookies' || node.name === 'signedCookies');
}
