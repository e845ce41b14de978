import type { RequestHandler } from 'express';

const TOKENS: Record<string, { roles: string[] }> = {
  't-reader': { roles: [] },
  't-editor': { roles: ['editor'] },
};

export const bearer: RequestHandler = (req, res, next) => {
  const token = req.get('authorization')?.match(/^bearer (\S+)$/i)?.[1];
  const account = token === undefined ? undefined : TOKENS[token];
  if (!account) {
    res.status(401).set('WWW-Authenticate', 'Bearer').end();
    return;
  }
  res.locals.account = account;
  next();
};

export const role = (name: string): RequestHandler => (_req, res, next) => {
  if (res.locals.account.roles.includes(name)) next();
  else res.sendStatus(403);
};
