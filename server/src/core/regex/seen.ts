// Which situations a walk through an input has met at which positions: a bit each, in pages that are made when needed.

/** As many bits as this lie in a page. */
const PAGE_BITS = 1 << 15;

export class Seen {
  private readonly pages: (Uint32Array | undefined)[] = [];

  /** `positions` is how many positions there are, for each situation. */
  constructor(private readonly positions: number) {}

  /** Adds a situation at a position; `false` when it was there already. */
  add(situation: number, position: number): boolean {
    // An index may need more than 32 bits, so that the page is not found by shifting.
    const index = situation * this.positions + position;
    const page = this.page(Math.floor(index / PAGE_BITS));
    const bit = index % PAGE_BITS;
    const word = page[bit >> 5] ?? 0;
    const mask = 1 << (bit & 31);
    if ((word & mask) !== 0) return false;
    page[bit >> 5] = word | mask;
    return true;
  }

  private page(index: number): Uint32Array {
    const known = this.pages[index];
    if (known !== undefined) return known;
    const page = new Uint32Array(PAGE_BITS >> 5);
    this.pages[index] = page;
    return page;
  }
}
