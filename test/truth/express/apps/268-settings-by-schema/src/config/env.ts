import { z } from 'zod';
const EnvSchema = z.object({
  NODE_ENV: z.string().default('test'),
  PORT: z.coerce.number().int().nonnegative().default(0),
  JWT_KEY: z.string().min(16).default('tickets-key-of-sixteen-chars'),
  TOKEN_TTL: z.string().default('15m'),
});
export type Env = z.infer<typeof EnvSchema>;
const result = EnvSchema.safeParse(process.env);
if (!result.success) {
  console.error(z.prettifyError(result.error));
  process.exit(1);
}
export const env: Env = result.data;
