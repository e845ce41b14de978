import type { RequestHandler } from 'express';
import type { Container } from '../container';

export interface RouteDefinition {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  handler: RequestHandler;
  public?: boolean;
}

export const routeTable = ({ authController, userController }: Container): RouteDefinition[] => [
  { method: 'get', path: '/healthz', handler: (_req, res) => void res.json({ ok: true }), public: true },
  { method: 'post', path: '/auth/login', handler: authController.login },
  { method: 'get', path: '/users', handler: userController.list },
  { method: 'get', path: '/users/:id', handler: userController.show },
];
