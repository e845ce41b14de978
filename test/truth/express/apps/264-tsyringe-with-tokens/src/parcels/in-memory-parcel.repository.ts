import { randomUUID } from 'node:crypto';
import { injectable } from 'tsyringe';
import type { CreateParcel, Parcel } from './parcel.js';

export interface ParcelRepository {
  byDepot(depot: string): Promise<Parcel[]>;
  byId(id: string): Promise<Parcel | null>;
  add(depot: string, parcel: CreateParcel): Promise<Parcel>;
}

@injectable()
export class InMemoryParcelRepository implements ParcelRepository {
  private readonly rows = new Map<string, Parcel>([['p1', { id: 'p1', depot: 'north', to: 'Bo', grams: 300 }]]);
  async byDepot(depot: string) { return [...this.rows.values()].filter((row) => row.depot === depot); }
  async byId(id: string) { return this.rows.get(id) ?? null; }
  async add(depot: string, parcel: CreateParcel) {
    const row = { ...parcel, depot, id: randomUUID() };
    this.rows.set(row.id, row);
    return row;
  }
}
