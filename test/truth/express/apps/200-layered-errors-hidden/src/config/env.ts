import { z } from 'zod';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().default(3000),
  JWT_SECRET: z.string().min(8).default('orders-dev-secret'),
});

export type Env = z.infer<typeof schema>;
export const env: Env = schema.parse(process.env);
