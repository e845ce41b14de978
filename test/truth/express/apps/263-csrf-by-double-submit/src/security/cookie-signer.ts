import { createHmac, timingSafeEqual } from 'node:crypto';
export class CookieSigner {
  readonly #key: string;
  constructor(key: string) { this.#key = key; }
  sign(value: string): string { return `${value}.${this.#mac(value)}`; }
  unsign(signed: string): string | undefined {
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return undefined;
    const value = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1));
    const wanted = Buffer.from(this.#mac(value));
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? value : undefined;
  }
  #mac(value: string) { return createHmac('sha256', this.#key).update(value).digest('hex'); }
}
