import jwt from 'jsonwebtoken';

const ACCESS = process.env.ACCESS_SECRET ?? 'access';
const REFRESH = process.env.REFRESH_SECRET ?? 'refresh';

export const tokens = {
  access: (sub: string) => jwt.sign({ sub }, ACCESS, { expiresIn: '15m', issuer: 'me' }),
  refresh: (sub: string) => jwt.sign({ sub }, REFRESH, { expiresIn: '30d', issuer: 'me' }),
  readAccess: (token: string) => jwt.verify(token, ACCESS, { issuer: 'me' }),
  readRefresh: (token: string) => jwt.verify(token, REFRESH, { issuer: 'me' }),
};
