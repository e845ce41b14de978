// Base64 as nginx reads and writes it, and the alphabet of crypt(3).

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The alphabet of crypt(3), in the order of the values that its characters stand for. */
export const CRYPT64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Decodes base64 as nginx does (src/core/ngx_string.c, ngx_decode_base64): everything from the first `=` on is ignored,
 * padding is optional, bits left over are dropped. Answers `null` for any other character outside the alphabet, blanks
 * included, and for a length that no bytes have.
 */
export function decodeBase64(text: string): Uint8Array | null {
  const end = text.indexOf('=');
  const digits = end < 0 ? text : text.slice(0, end);
  if (digits.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let length = 0;
  for (const digit of digits) {
    const value = BASE64.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length++] = bits >> count;
  }
  return bytes;
}

/** Encodes bytes in base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const bits = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += BASE64.charAt((bits >> shift) & 63);
  }
  const surplus = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - surplus) + '='.repeat(surplus);
}

/** The lowest `count` digits of a number in the alphabet of crypt(3), lowest first. */
export function crypt64(value: number, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++) text += CRYPT64.charAt((value >> (6 * index)) & 63);
  return text;
}
