// What descriptions of 403 and 401 say of the client: that nobody knows who it is, or that it lacks a right.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyzeTexts } from '../support/workspace';

const NOBODY_KNOWN = [
  'Not authenticated',
  'Unauthenticated',
  'You must be logged in to do this',
  'Please log in',
  'API key missing',
  'No API key was provided',
  'API key required',
  'Unknown API key',
  'Bearer token missing or expired',
  'JWT expired',
  'Authentication credentials were not provided.',
  'Session expired',
  'No valid session',
  'You need to authenticate first',
  'Missing Authorization header',
  'Login required',
  'No token provided',
  'The client did not authenticate',
  'Token has been revoked',
  'Requires authentication',
  'The request lacks valid credentials',
  'Bad or missing API key',
  'The request did not include an access token',
  'No Authorization header present',
  'Unknown or revoked token',
  'Key missing',
  'Partner key missing or unknown',
  'No user is logged in',
  'Authentication secret is missing or invalid',
  'Authentication failed',
  'Bad credentials',
  'Expired or revoked access token',
  'User is not logged in',
  'Anonymous access is not allowed',
  'Could not validate credentials',
  'Forbidden - invalid token',
  'Access denied due to missing subscription key',
  'JWT is malformed',
  'Token signature verification failed',
  'Please provide an API key',
  'An API key must be provided',
  'API key not recognised',
  'Unrecognized API key',
  'Authentication information is missing or invalid',
  'The caller could not be authenticated',
  'Request was not authenticated',
  'The bearer token is no longer valid',
  'Your key has expired. Renew it in the console',
];

const KNOWN_AND_REFUSED = [
  'Forbidden',
  'Insufficient permissions',
  'Token lacks scope x',
  'User not authenticated as the owner',
  'Not logged in as the author',
  'Invalid CSRF token',
  'Quota exceeded for this API key',
  'API key is not allowed to access this',
  'Authenticated but not authorized',
  'Two-factor authentication is required',
  'Your session may not see this',
  'Token belongs to another tenant',
  'Maximum number of tokens reached',
  'The coupon has expired',
  'The key does not exist',
  'Operation requires admin token',
  'Your token is not valid for this project',
  'API key has no access to this dataset',
  'Access denied',
  'Forbidden: your role may not do this',
  'The device was not found for this token',
  'Invalid state transition',
  'The invitation has expired',
  'Unknown token type for this currency',
  'Bad request signature',
  'Account suspended',
  'The key is locked',
];

const RIGHT_LACKING = [
  'Insufficient permissions',
  'Admin role required',
  'You are not allowed to access this resource',
  'Your plan does not include this',
  'Requires the scope x',
  'Forbidden for this role',
  'You do not have the permission to delete users',
  'Missing required permission items:write',
  'You do not have access to this project',
  'Only administrators may list projects',
  'The user does not have access to the workspace',
  'Reserved for moderators',
  'Only the owner can delete it',
  'Only available in the enterprise plan',
  'This operation requires a premium plan',
  'The user has no rights for this project',
  'Not enough rights',
  'You do not have the necessary rights',
  'The item belongs to another user',
  'Not available in your plan',
  'The caller is not a member of the team',
];

const NOT_LACKING_A_RIGHT = [
  'Unauthorized',
  'Invalid token or insufficient permissions',
  'Login required to see roles',
  'Access is denied due to invalid credentials',
  'Token is missing, expired, or has no permission',
  'Caller is not authenticated or not permitted',
  'Unknown user or role',
  'Only authenticated users may call this',
  'Only registered users may vote',
  'You are not authorized to view the resource',
  'Access denied',
  'Only available to logged-in users',
  'Only admin tokens',
];

async function findingsOf(status: string, description: string): Promise<readonly string[]> {
  const headers = status === '401' ? { headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } } : {};
  const document = {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1' },
    security: [{ token: [] }],
    paths: {
      '/orders': {
        get: { responses: { '200': { description: 'Orders' }, [status]: { description, ...headers } } },
      },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
  const { analysis } = await analyzeTexts([
    { name: 'openapi.json', text: JSON.stringify(document), language: 'data' },
  ]);
  return analysis.findings.map(({ rule }) => rule);
}

const RULES = [
  {
    status: '403',
    rule: 'openapi/response-403-for-missing-credentials',
    yes: NOBODY_KNOWN,
    no: KNOWN_AND_REFUSED,
  },
  { status: '401', rule: 'openapi/response-401-for-forbidden', yes: RIGHT_LACKING, no: NOT_LACKING_A_RIGHT },
];

for (const { status, rule, yes, no } of RULES) {
  describe(`what a ${status} says`, () => {
    for (const text of yes)
      test(`${text}: ${rule}`, async () => assert.ok((await findingsOf(status, text)).includes(rule)));
    for (const text of no)
      test(`${text}: nothing`, async () => assert.ok(!(await findingsOf(status, text)).includes(rule)));
  });
}
