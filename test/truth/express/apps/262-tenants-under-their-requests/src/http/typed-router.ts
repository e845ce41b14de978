import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';

export interface Context<P extends string = string> { readonly params: Record<P, string>; readonly body: unknown; readonly request: Request }
type Reply = { readonly status?: number; readonly body: unknown };
type Handle<P extends string> = (context: Context<P>) => Reply | Promise<Reply>;
type ParamsOf<S extends string> = S extends `${string}:${infer P}/${infer R}` ? P | ParamsOf<`/${R}`> : S extends `${string}:${infer P}` ? P : never;

export class TypedRouter {
  private readonly router = Router();
  private guards: RequestHandler[] = [];

  with(...guards: RequestHandler[]): TypedRouter {
    const scoped = new TypedRouter();
    Object.assign(scoped, { router: this.router, guards: [...this.guards, ...guards] });
    return scoped;
  }
  get<S extends string>(path: S, handle: Handle<ParamsOf<S>>): this { return this.add('get', path, handle); }
  post<S extends string>(path: S, handle: Handle<ParamsOf<S>>): this { return this.add('post', path, handle); }
  build(): Router { return this.router; }

  private add<S extends string>(method: 'get' | 'post', path: S, handle: Handle<ParamsOf<S>>): this {
    this.router[method](path as string, ...this.guards, async (request: Request, response: Response, _next: NextFunction) => {
      const { status = 200, body } = await handle({ params: request.params as never, body: request.body, request });
      response.status(status).json(body);
    });
    return this;
  }
}
