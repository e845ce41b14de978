// Whether a program speaks of Bearer tokens.
import type { ExpressContext } from '../express-rule';

/** Whether a text of the program has the name of the scheme, as in a challenge or in what a login answers. */
export function speaksOfBearer({ everything }: ExpressContext): boolean {
  let found = false;
  everything.each(['string', 'template'], ({ node }) => {
    if (node.kind === 'string') found ||= /\bBearer\b/.test(node.value);
    else found ||= node.texts.some((text) => /\bBearer\b/.test(text));
  });
  return found;
}
