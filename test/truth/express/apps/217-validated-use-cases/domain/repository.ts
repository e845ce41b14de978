import type { Entity } from './device.js';
export interface Repository<T extends Entity> {
  find(id: string): Promise<T | undefined>;
  list(where?: (one: T) => boolean): Promise<readonly T[]>;
  save(one: T): Promise<T>;
}
