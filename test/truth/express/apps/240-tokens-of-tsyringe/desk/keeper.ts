import type { Keeps } from './ports';

export class Keeper implements Keeps {
  constructor(private readonly known: readonly string[]) {}

  keys() {
    return this.known;
  }
}
