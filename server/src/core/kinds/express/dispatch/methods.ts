// The methods of a route: which ones it has handlers for, and what an automatic answer to OPTIONS says of them.
import type { Version } from '../behaviour/behaviour';
import type { RouteHandler } from '../stack';

export function handlesMethod(handlers: readonly RouteHandler[], method: string): boolean {
  const wanted = routeMethod(handlers, method);
  return handlers.some((handler) => handler.method === null || handler.method === wanted);
}

/** HEAD runs the handlers of GET, unless the route has some of its own. */
export function routeMethod(handlers: readonly RouteHandler[], method: string): string {
  return method === 'HEAD' && !handlers.some((handler) => handler.method === 'HEAD') ? 'GET' : method;
}

/** The methods of a route as an automatic answer to OPTIONS names them. */
export function methodsOf(handlers: readonly RouteHandler[]): readonly string[] {
  const named = [...new Set(handlers.flatMap(({ method }) => (method === null ? [] : [method])))];
  return named.includes('GET') && !named.includes('HEAD') ? [...named, 'HEAD'] : named;
}

/** The value of Allow: Express 5 sorts it. */
export function allowOf(methods: readonly string[], version: Version): string {
  const names = [...new Set(methods)];
  return version === 4 ? names.join(',') : names.sort().join(', ');
}
