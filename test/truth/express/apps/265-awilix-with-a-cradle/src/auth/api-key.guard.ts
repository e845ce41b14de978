import type { RequestHandler } from 'express';
import { UnauthorizedError } from '../errors.js';
import type { Cradle } from '../container.js';

export const makeApiKeyGuard = ({ config, logger }: Pick<Cradle, 'config' | 'logger'>): RequestHandler => {
  const known = new Set(config.staffKeys);
  return (req, _res, next) => {
    const key = req.get('X-Staff-Key');
    if (!key || !known.has(key)) {
      logger.info(`refused ${req.method} ${req.originalUrl}`);
      throw new UnauthorizedError();
    }
    next();
  };
};
