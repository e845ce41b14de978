// Bytes: what passwords and hashes are made of, as opposed to the UTF-16 text of an editor.

/** The bytes of a text in UTF-8 (RFC 3629). A surrogate without its partner becomes U+FFFD, as encoders write it. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
    else if (point >= 0xd800 && point <= 0xdfff) bytes.push(0xef, 0xbf, 0xbd);
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
    else {
      bytes.push(
        0xf0 | (point >> 18),
        continuation(point >> 12),
        continuation(point >> 6),
        continuation(point),
      );
    }
  }
  return Uint8Array.from(bytes);
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** The text that a byte string (one character a byte, 0 to 255) is the UTF-8 form of; `null` where it is none. */
export function utf8Text(byteString: string): string | null {
  const percent = byteString.replace(/[^A-Za-z0-9]/g, (byte) => {
    return `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  try {
    return decodeURIComponent(percent);
  } catch {
    return null;
  }
}

/** The bytes of a byte string, one for each character. */
export function bytesOf(byteString: string): Uint8Array {
  return Uint8Array.from(byteString, (character) => character.charCodeAt(0) & 0xff);
}

/** The byte string of bytes, one character for each. */
export function byteString(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Several runs of bytes as one. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The first `length` bytes of a run that repeats endlessly. */
export function cycle(bytes: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
}

/** What C sees of a string: all before its first NUL. */
export function beforeNul(byteString: string): string {
  const end = byteString.indexOf('\0');
  return end < 0 ? byteString : byteString.slice(0, end);
}
