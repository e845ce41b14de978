export interface Token<T> { readonly name: string; readonly _type?: T }
export type Factory<T> = (container: Container) => T;

export class Container {
  private readonly factories = new Map<string, Factory<unknown>>();
  private readonly instances = new Map<string, unknown>();

  register<T>(token: Token<T>, factory: Factory<T>): this {
    this.factories.set(token.name, factory);
    return this;
  }

  resolve<T>(token: Token<T>): T {
    if (!this.instances.has(token.name)) {
      const factory = this.factories.get(token.name);
      if (!factory) throw new Error(`Nothing is registered for ${token.name}`);
      this.instances.set(token.name, factory(this));
    }
    return this.instances.get(token.name) as T;
  }
}
