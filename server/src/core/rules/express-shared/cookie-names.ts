// The names under which a program reads cookies.
import { perModule } from '../../kinds/express/program/everything';
import type { ExpressContext } from '../express-rule';

/** All of them, and one that many programs have. */
export function cookieNames({ everything }: ExpressContext): readonly string[] {
  const names = new Set(['token', ...everything.modules.flatMap((texts) => [...namesIn(texts)])]);
  return [...names].filter((name) => /^[\w.-]+$/.test(name));
}

const namesIn = perModule((texts): ReadonlySet<string> => {
  const names = new Set<string>();
  texts.each(['member', 'index', 'variable'], ({ node }) => {
    if (node.kind === 'member' && isCookies(node.object)) names.add(node.name);
    if (node.kind === 'index' && isCookies(node.object) && node.index.kind === 'string')
      names.add(node.index.value);
    if (node.kind !== 'variable') return;
    for (const { target, init } of node.declarations) {
      if (init === null || !isCookies(init) || target.kind !== 'objectPattern') continue;
      for (const { key } of target.of) if (key.kind === 'name') names.add(key.name);
    }
  });
  return names;
});

function isCookies(node: { readonly kind: string; readonly name?: unknown }): boolean {
  // `({ cookies }, res) => …` has them under their own name.
  const isNamed = node.kind === 'member' || node.kind === 'identifier';
  return isNamed && (node.name === 'cookies' || node.name === 'signedCookies');
}
