import { rateLimit, type Options } from 'express-rate-limit';

export const limiter = (options: Partial<Options>) =>
  rateLimit({ standardHeaders: 'draft-7', legacyHeaders: false, ...options });
