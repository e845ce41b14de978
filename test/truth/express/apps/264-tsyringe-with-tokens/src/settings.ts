import { z } from 'zod';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PARCEL_JWT_SECRET: z.string().min(8).default('parcel-secret-key'),
});

export type Settings = { readonly jwtSecret: string; readonly isProduction: boolean };

export const loadSettings = (env: NodeJS.ProcessEnv = process.env): Settings => {
  const parsed = schema.parse(env);
  return { jwtSecret: parsed.PARCEL_JWT_SECRET, isProduction: parsed.NODE_ENV === 'production' };
};
