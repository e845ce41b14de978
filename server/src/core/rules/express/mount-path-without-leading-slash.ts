// express/mount-path-without-leading-slash: a path that does not begin with a slash matches no request.
import type { Report } from '../../findings/finding';
import { samplePath } from '../../kinds/express/sample-path';
import type { Handler, Layer, PathPattern, Router } from '../../kinds/express/stack';
import { type Request, requestTo } from '../../model/request';
import { type ExpressContext, expressRule, fixOf, handlersOf, isGuard } from '../express-rule';
import { isBefore, prefixesOf } from '../express-shared/mounts';
import { replaceText } from '../express-shared/path-texts';

export const rule = expressRule({
  id: 'express/mount-path-without-leading-slash',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A path does not begin with a slash, so no request matches it.',
  *check(context) {
    for (const router of context.routers) {
      for (const layer of router.layers) {
        if (layer.kind === 'gap') continue;
        for (const pattern of layer.paths ?? []) {
          if (pattern.kind !== 'string' || !isRelative(pattern.text)) continue;
          const report = reportOf(context, { router, layer, pattern });
          if (report !== null) yield report;
        }
      }
    }
  },
});

type Placed = {
  readonly router: Router;
  readonly layer: Exclude<Layer, { kind: 'gap' }>;
  readonly pattern: Extract<PathPattern, { kind: 'string' }>;
};

/**
 * Whether a path begins with a plain name. Others without a slash match: `*`, `(.*)` and `a?/b` in Express 4, `{/:id}`
 * in Express 5.
 */
function isRelative(text: string): boolean {
  return /^[\w.~-]+(?:\/|$)/.test(text);
}

function reportOf(context: ExpressContext, placed: Placed): Report | null {
  const { router, layer, pattern } = placed;
  const guard = handlersOf(layer).find((one) => one.kind === 'function' && isGuard(one));
  const open = guard?.kind === 'function' && layer.kind === 'use' ? openRequest(context, placed) : null;
  for (const request of open === null ? meantRequests(context, placed) : [open]) {
    const { outcome } = context.decide(request);
    if (outcome.kind === 'unknown') continue;
    const name = guard?.kind === 'function' && guard.name !== null ? guard.name : 'the guard';
    const target = `${request.method} ${request.target}`;
    const effect = open === null ? `${target} does not get here` : `${target} is answered without ${name}`;
    return {
      at: pattern.at ?? layer.at,
      message: `No request matches the path ${pattern.text}, so ${effect}: write /${pattern.text}.`,
      related: [{ ...router.at, message: 'Paths that reach this router begin with a slash.' }],
      witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
      fixes: fixOf(`Write /${pattern.text}`, 'review', replaceText(context, pattern, `/${pattern.text}`)),
    };
  }
  return null;
}

/** A request below the path that is meant, which anybody gets. */
function openRequest(context: ExpressContext, { router, layer, pattern }: Placed): Request | null {
  const tail = pattern.text.replace(/\/+$/, '');
  const bases = prefixesOf(context, router).map(({ sample }) => `${sample}/${tail}`);
  for (const route of context.routes) {
    const { sample } = route;
    if (sample === null || !bases.some((base) => sample === base || sample.startsWith(`${base}/`))) continue;
    if (!isBefore(router, layer, route)) continue;
    const request = context.bareRequest(route);
    if (request !== null && context.decide(request).outcome.kind === 'passed') return request;
  }
  return null;
}

/** Requests that the layer is written for. */
function meantRequests(context: ExpressContext, { router, layer, pattern }: Placed): readonly Request[] {
  const path = samplePath({ ...pattern, text: `/${pattern.text}` }, layer.kind === 'use');
  if (path === null) return [];
  const method = layer.kind === 'route' ? (layer.handlers[0]?.method ?? 'GET') : 'GET';
  const inner = layer.kind === 'use' ? layer.handlers.flatMap(innerRequests) : [];
  return prefixesOf(context, router).flatMap(({ sample }) =>
    [...inner, { method, path: '' }].flatMap((one) => {
      const request = requestTo(one.method, `${sample}${path}${one.path}`);
      return request === null ? [] : [request];
    }),
  );
}

/** The first route of a router that is mounted. */
function innerRequests(handler: Handler): readonly { readonly method: string; readonly path: string }[] {
  if (handler.kind !== 'router') return [];
  return handler.router.layers
    .flatMap((layer) => {
      const [pattern] = layer.paths ?? [];
      const path = layer.kind === 'route' && pattern !== undefined ? samplePath(pattern, false) : null;
      const method = layer.kind === 'route' ? (layer.handlers[0]?.method ?? 'GET') : 'GET';
      return path === null ? [] : [{ method, path: path === '/' ? '' : path }];
    })
    .slice(0, 1);
}
