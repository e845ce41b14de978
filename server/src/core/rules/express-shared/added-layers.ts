// Layers that a program does not have, to ask what it would do with them.
import { readPackaged } from '../../kinds/express/behaviour/packages/index';
import type { Layer } from '../../kinds/express/stack';
import type { ExpressContext } from '../express-rule';
import { surroundings } from './surroundings';

/** `app.use(made by a package)` with its defaults; `null` where the package is not known. */
export function packagedLayer(
  context: ExpressContext,
  name: string,
  path: readonly string[],
): Extract<Layer, { kind: 'use' }> | null {
  const { at } = context.stack.app;
  const around = surroundings(context);
  const behaviour = readPackaged({ package: name, path, version: null, args: [], at, around });
  if (behaviour === null) return null;
  const handler = { kind: 'function', name: null, at, body: null, arity: 3, behaviour } as const;
  return { kind: 'use', at, paths: null, presence: [], handlers: [handler] };
}
