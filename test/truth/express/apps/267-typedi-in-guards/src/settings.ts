import { Token } from 'typedi';
export interface Settings { tokenSecret: string; issuer: string }
export const SETTINGS = new Token<Settings>('settings');
export function readSettings(): Settings {
  return { tokenSecret: process.env.TOKEN_SECRET || 'loans-token-secret', issuer: process.env.ISSUER || 'loans' };
}
