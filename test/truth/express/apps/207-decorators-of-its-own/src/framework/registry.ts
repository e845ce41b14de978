import type { RequestHandler } from 'express';

export type Verb = 'get' | 'post' | 'delete';
export interface RouteEntry { readonly verb: Verb; readonly path: string; readonly key: string; readonly before: readonly RequestHandler[] }

export const routes = new WeakMap<object, RouteEntry[]>();
