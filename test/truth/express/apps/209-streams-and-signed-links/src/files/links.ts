import { createHmac, timingSafeEqual } from 'node:crypto';

const mac = (name: string) => createHmac('sha256', process.env.LINK_KEY ?? 'link-key').update(name).digest('hex');

export const linkTo = (name: string) => `/api/files/${encodeURIComponent(name)}?sig=${mac(name)}`;

export function isSigned(name: string, signature: unknown): boolean {
  if (typeof signature !== 'string') return false;
  const given = Buffer.from(signature, 'hex');
  const expected = Buffer.from(mac(name), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
