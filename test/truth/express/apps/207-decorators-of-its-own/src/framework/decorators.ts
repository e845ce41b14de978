import type { RequestHandler } from 'express';
import { routes, type Verb } from './registry';

const route = (verb: Verb) => (path: string, ...before: RequestHandler[]) =>
  function decorate<T extends (...args: never[]) => unknown>(_method: T, context: ClassMethodDecoratorContext) {
    context.addInitializer(function (this: unknown) {
      const known = routes.get(this as object) ?? [];
      known.push({ verb, path, key: String(context.name), before });
      routes.set(this as object, known);
    });
  };

export const Get = route('get');
export const Post = route('post');
export const Delete = route('delete');
