import type { CookieOptions, Response } from 'express';

const base: CookieOptions = { httpOnly: true, sameSite: 'strict' };

export const ACCESS = 'access_token';
export const REFRESH = 'refresh_token';

export function setTokens(res: Response, { access, refresh }: { access: string; refresh: string }): void {
  res.cookie(ACCESS, access, { ...base, maxAge: 15 * 60 * 1000 });
  res.cookie(REFRESH, refresh, { ...base, signed: true, path: '/auth', maxAge: 7 * 24 * 60 * 60 * 1000 });
}

export function clearTokens(res: Response): void {
  res.clearCookie(ACCESS, base).clearCookie(REFRESH, { ...base, path: '/auth' });
}
