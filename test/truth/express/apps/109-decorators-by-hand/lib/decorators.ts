import type { RequestHandler } from 'express';

type Method = 'get' | 'post';
type Entry = { method: Method; path: string; name: string; guards: RequestHandler[] };
type Meta = { prefix: string; routes: Entry[]; guards: Map<string, RequestHandler[]> };

const registry = new Map<object, Meta>();

function metaOf(prototype: object): Meta {
  let meta = registry.get(prototype);
  if (!meta) {
    meta = { prefix: '/', routes: [], guards: new Map() };
    registry.set(prototype, meta);
  }
  return meta;
}

export const Controller = (prefix: string) => (type: { prototype: object }) => {
  metaOf(type.prototype).prefix = prefix;
};

const on = (method: Method) => (path: string) => (prototype: object, name: string) => {
  metaOf(prototype).routes.push({ method, path, name, guards: [] });
};
export const Get = on('get');
export const Post = on('post');

export const Guard = (...guards: RequestHandler[]) => (prototype: object, name: string) => {
  metaOf(prototype).guards.set(name, guards);
};

export function routesOf(type: { prototype: object }): { prefix: string; routes: Entry[] } {
  const { prefix, routes, guards } = metaOf(type.prototype);
  return { prefix, routes: routes.map((route) => ({ ...route, guards: guards.get(route.name) ?? [] })) };
}
