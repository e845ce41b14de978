// What an Express app does with one request.
import type { Decision } from '../../model/decision';
import type { Files } from '../../model/files';
import type { Request } from '../../model/request';
import { decideStack } from './dispatch/decide';
import { routersOf } from './dispatch/matchers';
import type { ExpressLayer } from './layer';
import { decideOnce } from './requirement';
import type { Layer, Router } from './stack';

/** Walks one request through the app's stack, with a look at the folders that it serves where they matter. */
export function decide(layer: ExpressLayer, request: Request, files: Files): Decision {
  if (!servesFiles(layer.stack.app)) return decideOnce(layer, request);
  return decideStack(layer.stack, { kind: 'express', entry: layer.entry }, request, files);
}

const serving = new WeakMap<Router, boolean>();

/** Whether files of a folder are served anywhere in an app. */
function servesFiles(app: Router): boolean {
  const known = serving.get(app);
  if (known !== undefined) return known;
  const found = routersOf(app).some(({ layers }) => layers.some(servesFilesItself));
  serving.set(app, found);
  return found;
}

function servesFilesItself(layer: Layer): boolean {
  if (layer.kind === 'gap') return false;
  const handlers = layer.kind === 'use' ? layer.handlers : layer.handlers.map(({ handler }) => handler);
  return handlers.some((handler) => {
    if (handler.kind === 'router') return false;
    const { source } = handler.behaviour;
    return source.kind === 'packaged' && source.role === 'static';
  });
}
