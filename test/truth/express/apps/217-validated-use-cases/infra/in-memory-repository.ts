import type { Entity } from '../domain/device.js';
import type { Repository } from '../domain/repository.js';

export class InMemoryRepository<T extends Entity> implements Repository<T> {
  private readonly rows: Map<string, T>;
  constructor(rows: readonly T[] = []) {
    this.rows = new Map(rows.map((row) => [row.id, row]));
  }
  async find(id: string) { return this.rows.get(id); }
  async list(where: (one: T) => boolean = () => true) { return [...this.rows.values()].filter(where); }
  async save(one: T) { this.rows.set(one.id, one); return one; }
}
