export interface Config { readonly staffKeys: readonly string[]; readonly env: string }
const split = (value: string | undefined, fallback: string): string[] =>
  (value ?? fallback).split(',').map((one) => one.trim()).filter(Boolean);
export const config: Config = Object.freeze({
  staffKeys: split(process.env.STAFF_KEYS, 'staff-1, staff-2'),
  env: process.env.NODE_ENV ?? 'development',
});
