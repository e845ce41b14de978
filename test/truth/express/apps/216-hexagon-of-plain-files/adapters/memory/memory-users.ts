import type { User, Users } from '../../core/ports.js';

export class MemoryUsers implements Users {
  readonly #byId = new Map<string, User>();
  async add(user: User) { this.#byId.set(user.id, user); }
  async byId(id: string) { return this.#byId.get(id) ?? null; }
  async byEmail(email: string) { return [...this.#byId.values()].find((user) => user.email === email) ?? null; }
}
