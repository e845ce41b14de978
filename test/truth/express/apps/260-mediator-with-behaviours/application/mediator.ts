import type { User } from '../domain/user.js';

export interface Message<K extends string = string, P = unknown> { readonly kind: K; readonly payload: P; readonly user: User }
export type Handler = (message: Message<string, any>) => Promise<unknown>;
export type Behaviour = (message: Message, next: () => Promise<unknown>) => Promise<unknown>;

export class Mediator {
  private readonly handlers = new Map<string, Handler>();
  private readonly behaviours: Behaviour[] = [];

  use(behaviour: Behaviour): this { this.behaviours.push(behaviour); return this; }
  on(kind: string, handler: Handler): this { this.handlers.set(kind, handler); return this; }

  send(message: Message): Promise<unknown> {
    const handler = this.handlers.get(message.kind);
    if (!handler) return Promise.reject(new Error(`no handler for ${message.kind}`));
    const run = this.behaviours.reduceRight<() => Promise<unknown>>(
      (next, behaviour) => () => behaviour(message, next),
      () => handler(message),
    );
    return run();
  }
}
