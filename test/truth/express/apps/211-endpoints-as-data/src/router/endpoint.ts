import type { RequestHandler } from 'express';

export type Verb = 'get' | 'put' | 'post';
export interface Endpoint { readonly verb: Verb; readonly path: string; readonly stack: readonly RequestHandler[] }

const endpoint = (verb: Verb) => (path: string) => (...stack: RequestHandler[]): Endpoint => ({ verb, path, stack });

export const get = endpoint('get');
export const put = endpoint('put');
export const post = endpoint('post');

export const within = (prefix: string, list: readonly Endpoint[]): Endpoint[] =>
  list.map((one) => ({ ...one, path: `${prefix}${one.path}` }));
