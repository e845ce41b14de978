import type { RequestHandler } from 'express';

export type Method = 'get' | 'post' | 'put' | 'delete';

export interface Operation {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly isPublic?: boolean;
  readonly handler: RequestHandler;
}

export const operations: readonly Operation[] = [
  { method: 'post', path: '/signup', isPublic: true, handler: (req, res) => { res.status(201).json({ name: req.body?.name }); } },
  { method: 'get', path: '/catalog', isPublic: true, handler: (_req, res) => { res.json(['a', 'b']); } },
  { method: 'get', path: '/cart', handler: (_req, res) => { res.json([]); } },
  { method: 'put', path: '/cart/:sku', handler: (req, res) => { res.json({ sku: req.params.sku }); } },
];
