// What paths say of operations: which are to be open, though they change something, and which give credentials.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyzeTexts } from '../support/workspace';

const CHANGES = [
  'POST /articles',
  'PUT /users/{id}',
  'DELETE /orders/{id}',
  'PATCH /settings',
  'POST /admin/users',
  'DELETE /cache',
  'POST /users/{id}/roles',
  'PUT /users/{id}/password',
  'POST /jobs/{id}/cancel',
  'POST /invoices/{id}/pay',
  'POST /v1/transfers',
  'POST /devices/{id}/reboot',
];

const OPEN = [
  'POST /auth/signin',
  'POST /users/signup',
  'POST /password/reset',
  'POST /oauth/revoke',
  'POST /token/introspect',
  'POST /verify-email',
  'POST /invitations/{token}/accept',
  'POST /webhooks/stripe',
  'POST /contact-us',
  'POST /demo-request',
  'POST /newsletter/subscribe',
  'POST /otp/send',
  'POST /saml/acs',
  'POST /users/password_resets',
  'POST /csp-report',
  'POST /register/check',
  'POST /login/2fa',
  'POST /users',
];

const LOGINS = [
  '/login',
  '/api/v2/auth/sign-in',
  '/users/sign_in',
  '/oauth2/token',
  '/authenticate',
  '/users/register',
  '/password/forgot',
  '/auth/password/reset',
  '/auth/refresh',
];

const NO_LOGINS = [
  '/auth/logout',
  '/api/tokens',
  '/me/password',
  '/devices/register',
  '/users/{id}/login',
  '/admin/token',
  '/cache/refresh',
  '/users/change-password',
  '/token/revoke',
  '/auth/me',
];

async function findingsOf(path: string, method: string, operation: object): Promise<readonly string[]> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const document = {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1' },
    security: [{ jwt: [] }],
    paths: {
      [path]: { parameters, [method]: operation },
      '/things': { get: { responses: { default: { description: 'Things' } } } },
    },
    components: { securitySchemes: { jwt: { type: 'http', scheme: 'bearer' } } },
  };
  const text = JSON.stringify(document);
  const { analysis } = await analyzeTexts([{ name: 'openapi.json', text, language: 'data' }]);
  return analysis.findings.map(({ rule }) => rule);
}

describe('a write that is open', () => {
  const isReported = async (line: string) => {
    const [method = '', path = ''] = line.split(' ');
    const operation = { security: [], responses: { '200': { description: 'Done' } } };
    const found = await findingsOf(path, method.toLowerCase(), operation);
    return found.includes('openapi/write-operation-unprotected');
  };
  for (const line of CHANGES) test(line, async () => assert.equal(await isReported(line), true));
  for (const line of OPEN) test(`not: ${line}`, async () => assert.equal(await isReported(line), false));
});

describe('a login that is closed', () => {
  const isReported = async (path: string, property: string) => {
    const schema = { type: 'object', properties: { [property]: { type: 'string' } } };
    const requestBody = { content: { 'application/json': { schema } } };
    const operation = { requestBody, responses: { default: { description: 'Done' } } };
    return (await findingsOf(path, 'post', operation)).includes('openapi/login-operation-protected');
  };
  for (const path of LOGINS) test(path, async () => assert.equal(await isReported(path, 'password'), true));
  for (const path of NO_LOGINS)
    test(`not: ${path}`, async () => assert.equal(await isReported(path, 'name'), false));
});
