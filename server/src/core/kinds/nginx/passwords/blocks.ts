// What MD5 and the SHA family share: padding a message to whole blocks, and words in and out of bytes.

export type ByteOrder = 'little' | 'big';

/**
 * A message with its padding as 32-bit words: a one bit, zeros, and the length in bits, up to a whole number of blocks
 * (RFC 1321, sections 3.1 and 3.2; FIPS 180-4, section 5.1).
 * @param blockBytes 64, or 128 for SHA-512, whose length field is twice as long
 */
export function paddedWords(message: Uint8Array, blockBytes: 64 | 128, order: ByteOrder): Int32Array {
  const lengthBytes = blockBytes / 8;
  const size = Math.ceil((message.length + 1 + lengthBytes) / blockBytes) * blockBytes;
  const padded = new Uint8Array(size);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  const little = order === 'little';
  const [low, high] = little ? [size - 8, size - 4] : [size - 4, size - 8];
  view.setUint32(low, message.length << 3, little);
  view.setUint32(high, Math.floor(message.length / 2 ** 29), little);
  const words = new Int32Array(size / 4);
  for (let index = 0; index < words.length; index++) words[index] = view.getInt32(4 * index, little);
  return words;
}

/** The bytes of 32-bit words. */
export function wordBytes(words: ArrayLike<number>, order: ByteOrder): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  for (let index = 0; index < words.length; index++) {
    view.setInt32(4 * index, words[index] ?? 0, order === 'little');
  }
  return new Uint8Array(view.buffer);
}
