// Small documents, each with requests to its operations: what a server and a client that act on them are held against.

export type AskedDocument = {
  readonly name: string;
  readonly text: string;
  /** A method, a target and header lines; a request with the word `wrong` in it carries wrong credentials. */
  readonly requests: readonly string[];
};

const ok = "responses: { '200': { description: Fine }, '401': { description: Refused } }";

/** A document of 3.0.3 with these schemes, and what else stands at its root. */
function document(root: string, paths: string, schemes: string): string {
  return `openapi: 3.0.3
info: { title: Asked, version: '1' }
${root}
paths:
${paths}
components:
  securitySchemes:
${schemes}
`;
}

const BEARER = '    bearer: { type: http, scheme: bearer }';
const BASIC = '    basic: { type: http, scheme: basic }';
const KEYS = `    headerKey: { type: apiKey, in: header, name: X-Key }
    queryKey: { type: apiKey, in: query, name: key }
    cookieKey: { type: apiKey, in: cookie, name: sid }`;
const OAUTH = `    oauth:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: 'https://id.example.com/token', scopes: { read: Read, write: Write } } }
    oidc: { type: openIdConnect, openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration' }`;

export const DOCUMENTS: readonly AskedDocument[] = [
  {
    name: 'a security of the root, and operations that replace it',
    text: document(
      'security: [{ bearer: [] }]',
      `  /inherits: { get: { ${ok} } }
  /empty: { get: { security: [], ${ok} } }
  /nothing: { get: { security: [{}], ${ok} } }
  /optional: { get: { security: [{}, { bearer: [] }], ${ok} } }
  /other: { get: { security: [{ basic: [] }], ${ok} } }`,
      `${BEARER}\n${BASIC}`,
    ),
    requests: [
      'GET /inherits',
      'GET /inherits  Authorization: Bearer good',
      'GET /inherits  Authorization: bearer good',
      'GET /inherits  Authorization: Bearer wrong',
      'GET /inherits  Authorization: Basic Z29vZA==',
      'GET /empty',
      'GET /empty  Authorization: Bearer wrong',
      'GET /nothing',
      'GET /optional',
      'GET /optional  Authorization: Bearer good',
      'GET /other',
      'GET /other  Authorization: Bearer good',
      'GET /other  Authorization: Basic Z29vZA==',
    ],
  },
  {
    name: 'no security at the root',
    text: document('', `  /open: { get: { ${ok} }, post: { security: [{ bearer: [] }], ${ok} } }`, BEARER),
    requests: ['GET /open', 'POST /open', 'POST /open  Authorization: Bearer good'],
  },
  {
    name: 'keys in a header, the query and a cookie',
    text: document(
      '',
      `  /header: { get: { security: [{ headerKey: [] }], ${ok} } }
  /query: { get: { security: [{ queryKey: [] }], ${ok} } }
  /cookie: { get: { security: [{ cookieKey: [] }], ${ok} } }`,
      KEYS,
    ),
    requests: [
      'GET /header',
      'GET /header  x-key: good',
      'GET /header  X-Key: wrong',
      'GET /header?X-Key=good',
      'GET /query',
      'GET /query?key=good',
      'GET /query?key=wrong',
      'GET /query  key: good',
      'GET /cookie',
      'GET /cookie  Cookie: sid=good',
      'GET /cookie  Cookie: other=1; sid=good',
      'GET /cookie  Cookie: other=good',
      'GET /cookie  Cookie: sid=wrong',
    ],
  },
  {
    name: 'either of several, each of several together',
    text: document(
      'security: [{ bearer: [] }, { headerKey: [], queryKey: [] }]',
      `  /both: { get: { ${ok} } }
  /three: { get: { security: [{ basic: [], queryKey: [] }, { cookieKey: [] }, { headerKey: [] }], ${ok} } }`,
      `${BEARER}\n${BASIC}\n${KEYS}`,
    ),
    requests: [
      'GET /both',
      'GET /both  Authorization: Bearer good',
      'GET /both  X-Key: good',
      'GET /both?key=good',
      'GET /both?key=good  X-Key: good',
      'GET /both?key=wrong  X-Key: wrong',
      'GET /three',
      'GET /three  Authorization: Basic Z29vZA==',
      'GET /three?key=good  Authorization: Basic Z29vZA==',
      'GET /three  Cookie: sid=good',
      'GET /three  X-Key: good',
      'GET /three  X-Other: good',
    ],
  },
  {
    name: 'tokens of OAuth 2 and OpenID Connect, with scopes',
    text: document(
      'security: [{ oauth: [read] }]',
      `  /orders: { get: { ${ok} }, post: { security: [{ oauth: [read, write] }], ${ok} } }
  /me: { get: { security: [{ oidc: [openid] }], ${ok} } }`,
      OAUTH,
    ),
    requests: [
      'GET /orders',
      'GET /orders  Authorization: Bearer good',
      'GET /orders  Authorization: Bearer wrong',
      'POST /orders',
      'POST /orders  Authorization: Bearer good',
      'GET /me',
      'GET /me  Authorization: Bearer good',
      'GET /me  Authorization: Basic Z29vZA==',
    ],
  },
  {
    name: 'several servers with base paths',
    text: document(
      "servers: [{ url: 'https://a.example.com/v1' }, { url: /v2 }, { url: '/{stage}/api', variables: { stage: { default: live, enum: [live, test] } } }]\nsecurity: [{ headerKey: [] }]",
      `  /orders: { get: { ${ok} } }
  /stock: { get: { security: [], ${ok} } }`,
      KEYS,
    ),
    requests: [
      'GET /v1/orders',
      'GET /v2/orders',
      'GET /v1/orders  X-Key: good',
      'GET /v2/orders  X-Key: wrong',
      'GET /v1/stock',
      'GET /v2/stock',
      'GET /live/api/orders',
      'GET /live/api/stock',
    ],
  },
  {
    name: 'paths with variables beside concrete ones',
    text: document(
      'security: [{ bearer: [] }]',
      `  /users/{id}: { get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${ok} } }
  /users/login: { get: { security: [], ${ok} } }
  /users/{id}/photo: { get: { security: [], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${ok} } }`,
      BEARER,
    ),
    requests: [
      'GET /users/7',
      'GET /users/login',
      'GET /users/7/photo',
      'GET /users/7  Authorization: Bearer good',
    ],
  },
];
