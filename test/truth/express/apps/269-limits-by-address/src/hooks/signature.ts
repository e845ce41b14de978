import { createHmac, timingSafeEqual } from 'node:crypto';
export type Signature = { readonly t: number; readonly v1: string };
export const parseSignature = (header: string): Signature | undefined => {
  const parts = Object.fromEntries(header.split(',').map((part) => part.split('=', 2)));
  return parts.t && parts.v1 ? { t: Number(parts.t), v1: parts.v1 } : undefined;
};
export const isValid = ({ t, v1 }: Signature, body: Buffer, secret: string): boolean => {
  const expected = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  const given = Buffer.from(v1, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
