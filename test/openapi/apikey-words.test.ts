// What descriptions of keys in Authorization say of the value: only bearer tokens are meant to be of type http.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyzeTexts } from '../support/workspace';

const BEARER = [
  'JWT Authorization header using the Bearer scheme. Example: "Authorization: Bearer {token}"',
  "Enter 'Bearer' [space] and then your token in the text input below.\n\nExample: 'Bearer 12345abcdef'",
  'JWT token prefixed with "Bearer "',
  'Standard Authorization header using the Bearer scheme. Example: "bearer {token}"',
  'Type into the textbox: Bearer {your JWT token}.',
  'JWT auth token, e.g. `Bearer eyJ0eXAi...`',
  'Please insert JWT with Bearer into field',
  'JWT',
  'Put your JWT here',
  'Please provide your JWT in this header',
];

const OTHER = [
  'The JWT of the login. The following format must be in the header:\n\n    Token xxxxxx.yyyyyyy.zzzzzz',
  'A JWT in this format: Token: xxxxxx.yyyyyyy.zzzzzz',
  'JWT {token}',
  'A JWT, as `Token <jwt>`',
  '"Token " followed by a JWT',
  'Use "Authorization: JWT <your token>"',
  'A JWT, sent as `Token token=abc`',
  'The raw JWT',
  'A JWT without Bearer',
  'The JWT, no Bearer prefix',
  'As `Bot MTk4NjIy.x` (not a Bearer token)',
  'Basic or Bearer',
  'An HMAC of the request, no JWT',
  'A key',
];

async function isReported(description: string): Promise<boolean> {
  const auth = { type: 'apiKey', in: 'header', name: 'Authorization', description };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1' },
    paths: {},
    components: { securitySchemes: { auth } },
  };
  const { analysis } = await analyzeTexts([
    { name: 'shop.json', text: JSON.stringify(document), language: 'data' },
  ]);
  return analysis.findings.some(({ rule }) => rule === 'openapi/apikey-authorization-header');
}

describe('a key in Authorization is a bearer token by its description', () => {
  for (const text of BEARER) test(text, async () => assert.equal(await isReported(text), true));
  for (const text of OTHER) test(`not: ${text}`, async () => assert.equal(await isReported(text), false));
});
