// What an Express app does with one request.
import type { Decision } from '../../model/decision';
import type { Files } from '../../model/files';
import type { Request } from '../../model/request';
import { decideStack } from './dispatch/decide';
import type { ExpressLayer } from './layer';
import { decideOnce } from './requirement';
import type { Router } from './stack';

/** Walks one request through the app's stack, with a look at the folders that it serves where they matter. */
export function decide(layer: ExpressLayer, request: Request, files: Files): Decision {
  if (!servesFiles(layer.stack.app)) return decideOnce(layer, request);
  return decideStack(layer.stack, { kind: 'express', entry: layer.entry }, request, files);
}

/** Whether files of a folder are served anywhere in a router. */
function servesFiles(router: Router, seen = new Set<Router>()): boolean {
  if (seen.has(router)) return false;
  seen.add(router);
  return router.layers.some((layer) => {
    if (layer.kind === 'gap') return false;
    const handlers = layer.kind === 'use' ? layer.handlers : layer.handlers.map(({ handler }) => handler);
    return handlers.some((handler) => {
      if (handler.kind === 'router') return servesFiles(handler.router, seen);
      const { source } = handler.behaviour;
      return source.kind === 'packaged' && source.role === 'static';
    });
  });
}
