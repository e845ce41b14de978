// Settings that a program reads with a schema: what is not set has its default, and what does not fit ends the program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const program = (settings: string, use: string) =>
  rows({
    'settings.ts': settings,
    'app.ts': `import express from 'express';
import { settings } from './settings';
const app = express();
${use}
export default app;`,
  });
const PATH = `app.get(settings.path, ${HANDLER});`;

test('zod gives what is set, or its default, through steps, shapes and changes', async () => {
  const zod = (text: string) => program(`import { z } from 'zod';\n${text}`, PATH);
  const shape = "z.object({ API_PATH: z.string().min(1).default('/v1') })";
  const taken = '.transform(({ API_PATH }) => ({ path: API_PATH }))';
  const asked = ['GET /v1 200'];
  assert.deepEqual(await zod(`export const settings = ${shape}${taken}.parse(process.env);`), asked);
  assert.deepEqual(
    await zod(`const env = ${shape}.extend({ KEY: z.string().optional() }).parse(process.env);
      export const settings = { path: env.API_PATH };`),
    asked,
  );
  assert.deepEqual(
    await zod(`const found = ${shape}.safeParse({ API_PATH: process.env.API_PATH });
      if (!found.success) { console.error(found.error); process.exit(1); }
      export const settings = { path: found.data.API_PATH };`),
    asked,
  );
  assert.deepEqual(
    await zod(`const schema = z.object({ http: z.object({ path: z.string().catch(() => '/v1') }).readonly() });
      export const settings = schema.parse({ http: {} }).http;`),
    asked,
  );
});

test('joi and envalid do so too', async () => {
  assert.deepEqual(
    await program(
      `import Joi from 'joi';
      const { value, error } = Joi.object({ API_PATH: Joi.string().default('/v1') }).unknown().validate(process.env);
      if (error) throw error;
      export const settings = { path: value.API_PATH };`,
      PATH,
    ),
    ['GET /v1 200'],
  );
  assert.deepEqual(
    await program(
      `import { cleanEnv, str } from 'envalid';
      const env = cleanEnv(process.env, { API_PATH: str({ default: '/v1', desc: 'where' }) });
      export const settings = { path: env.API_PATH };`,
      PATH,
    ),
    ['GET /v1 200'],
  );
});

test('what a schema makes that is not followed is not known', async () => {
  const unknown = ['GET /(unknown) the path is not known'];
  const zod = (text: string) => program(`import { z } from 'zod';\n${text}`, PATH);
  assert.deepEqual(
    await zod(
      `export const settings = z.object({ path: z.custom(check).default('/v1') }).parse(process.env);`,
    ),
    unknown,
  );
  assert.deepEqual(
    await zod(
      `export const settings = z.object({ path: z.preprocess(change, z.string()) }).parse(process.env);`,
    ),
    unknown,
  );
});
