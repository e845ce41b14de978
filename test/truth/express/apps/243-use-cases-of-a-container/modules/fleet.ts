export interface Fleet {
  all(): readonly string[];
  has(plate: string): boolean;
}

export class FleetInMemory implements Fleet {
  private readonly plates = ['AA-11', 'BB-22'];

  all() {
    return this.plates;
  }

  has(plate: string) {
    return this.plates.includes(plate);
  }
}
