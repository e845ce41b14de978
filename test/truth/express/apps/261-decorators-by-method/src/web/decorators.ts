import type { Role } from '../auth/identity.js';

export interface RouteDefinition { method: 'get' | 'post' | 'delete'; path: string; name: string }
const routes = new WeakMap<object, RouteDefinition[]>();
const roles = new WeakMap<object, Role[]>();
const prefixes = new WeakMap<object, string>();

const route = (method: RouteDefinition['method']) => (path = '/') =>
  (handler: Function, context: ClassMethodDecoratorContext) => {
    context.addInitializer(function (this: any) {
      const own = routes.get(this) ?? [];
      own.push({ method, path, name: String(context.name) });
      routes.set(this, own);
    });
  };
export const get = route('get');
export const post = route('post');
export const del = route('delete');

export const authorized = (...wanted: Role[]) => (handler: Function, _context: ClassMethodDecoratorContext) => {
  roles.set(handler, wanted);
};
export const prefix = (path: string) => (type: Function, _context: ClassDecoratorContext) => { prefixes.set(type, path); };

export const routesOf = (controller: object) => routes.get(controller) ?? [];
export const rolesOf = (handler: object) => roles.get(handler);
export const prefixOf = (type: object) => prefixes.get(type) ?? '/';
