export const key = new TextEncoder().encode(process.env.LIBRARY_KEY ?? 'a-key-of-at-least-thirty-two-chars');
export const ISSUER = 'https://id.library.example/';
