import type { RequestHandler } from 'express';
import { metaOf, type Route } from './metadata';

export function Controller(prefix: string): ClassDecorator {
  return (target) => {
    metaOf(target).prefix = prefix;
  };
}

function routeDecorator(method: Route['method']) {
  return (path = '/'): MethodDecorator =>
    (target, key) => {
      const { routes } = metaOf(target.constructor);
      const known = routes.get(String(key));
      routes.set(String(key), { method, path, handler: String(key), guards: known?.guards ?? [] });
    };
}

export const Get = routeDecorator('get');
export const Post = routeDecorator('post');
export const Delete = routeDecorator('delete');

export function UseGuards(...guards: RequestHandler[]): ClassDecorator & MethodDecorator {
  return ((target: any, key?: string | symbol) => {
    if (key === undefined) {
      metaOf(target).guards.push(...guards);
      return;
    }
    const { routes } = metaOf(target.constructor);
    const route = routes.get(String(key));
    if (route) route.guards.push(...guards);
  }) as any;
}
