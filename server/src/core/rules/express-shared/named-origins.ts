// The origin of a program's own pages, where the program names it: in another cors(), or by a variable of the environment.
import { stringOf } from '../../kinds/express/values';
import type { ExpressContext } from '../express-rule';
import { corsCalls } from './cors';
import { optionIn } from './options';

/** Names of variables that hold the one address of the pages that ask. */
const ADDRESS =
  /^(?:(?:CORS|ALLOWED|ACCESS_CONTROL_ALLOW)_)?ORIGIN$|^(?:CLIENT|FRONT_?END|WEB_?APP|WEB_?CLIENT|UI|SPA)_(?:URL|ORIGIN|BASE_URL)$/;

/** The only origin that the program names, as an expression; `null` where it names none, or several. */
export function onlyOrigin(context: ExpressContext): string | null {
  const named = new Set<string>();
  for (const { options, optionsAt } of corsCalls(context)) {
    const origin = optionIn(context, options, optionsAt, 'origin');
    const text = origin === null ? null : stringOf(origin.value);
    if (text !== null && /^https?:\/\/[^/*]+$/.test(text)) named.add(`'${text}'`);
  }
  context.everything.each(['member'], ({ node, scope }) => {
    if (node.kind !== 'member' || !ADDRESS.test(node.name)) return;
    const value = context.evaluate(node, scope);
    if (value.kind === 'env' && value.name === node.name) named.add(`process.env.${node.name}`);
  });
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}
