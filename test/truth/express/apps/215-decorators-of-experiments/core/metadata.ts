import type { RequestHandler } from 'express';

export interface Route { method: 'get' | 'post' | 'put' | 'delete'; path: string; handler: string; guards: RequestHandler[] }
export interface Meta { prefix: string; guards: RequestHandler[]; routes: Map<string, Route> }

const store = new Map<Function, Meta>();

export function metaOf(target: Function): Meta {
  let meta = store.get(target);
  if (!meta) {
    meta = { prefix: '', guards: [], routes: new Map() };
    store.set(target, meta);
  }
  return meta;
}
