// Programs behind express-openapi-validator: what was asked of them with version 5.6 is what is said of them.
import { test } from 'node:test';
import { asked } from '../support/express-rows';

const DOCUMENT = `openapi: 3.0.0
info: { title: a, version: '1' }
servers: [{ url: /v1 }]
paths:
  /pets:
    get:
      responses: { '200': { description: ok } }
    post:
      security: [{ bearer: [] }]
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: ok } }
  /pets/{id}:
    get:
      security:
        - bearer: []
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
`;
const GUARD =
  "const guard = (req, res, next) => (req.headers.authorization === 'Bearer x' ? next() : res.status(401).json({ error: 'no' }));";
const ERRORS =
  'app.use((err, req, res, next) => res.status(err.status || 500).json({ message: err.message }));';

test('requests are refused by the paths, methods and schemes of a document', async () => {
  const app = `const express = require('express');
const path = require('path');
const OpenApiValidator = require('express-openapi-validator');
const app = express();
app.use(express.json());
${GUARD}
app.use(OpenApiValidator.middleware({ apiSpec: path.join(__dirname, 'openapi.yaml'), ignorePaths: /health/ }));
app.get('/v1/health', (req, res) => res.send('ok'));
app.get('/v1/pets', (req, res) => res.json([]));
app.post('/v1/pets', guard, (req, res) => res.status(201).json({}));
app.get('/v1/pets/:id', guard, (req, res) => res.json({}));
app.get('/other', (req, res) => res.send('x'));
${ERRORS}
app.listen(3000);
`;
  const lines = [
    'GET /v1/health -> 200',
    'GET /v1/pets -> 200',
    'GET /v1/pets?x=1 -> 400',
    'POST /v1/pets -> 401',
    'GET /v1/pets/1 -> 401',
    'GET /v1/pets/1  Authorization: Bearer x -> 200',
    'GET /v1/pets/1  Authorization: Basic YTpi -> 401',
    'DELETE /v1/pets -> 405',
    'GET /v1/none -> 404',
    'GET /other -> 200',
    'GET /none -> 404',
  ];
  await asked({ 'app.js': app, 'openapi.yaml': DOCUMENT }, lines, '4');
});

test('handlers of schemes are followed, and what they throw', async () => {
  const document = {
    openapi: '3.0.0',
    security: [{ bearer: [] }],
    paths: {
      '/pets': { get: { security: [] }, post: {}, put: { security: [{ none: [] }] } },
      '/keys': { get: { security: [{ key: [] }] }, post: { security: [{ key: [], bearer: [] }, {}] } },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        none: { type: 'oauth2' },
      },
    },
  };
  const app = `const express = require('express');
const { middleware } = require('express-openapi-validator');
const app = express();
app.use(middleware({
  apiSpec: require('./openapi.json'),
  validateRequests: false,
  validateSecurity: { handlers: {
    bearer: async (req, scopes, schema) => req.headers.authorization === 'Bearer x',
    key: (req) => { if (req.headers['x-key'] !== 'k') throw { status: 403, message: 'wrong' }; return true; },
  } },
}));
app.all('*', (req, res) => res.json([]));
${ERRORS}
app.listen(3000);
`;
  const lines = [
    'GET /pets -> 200',
    'POST /pets -> 401',
    'PUT /pets -> 500',
    'POST /pets  Authorization: Bearer x -> 200',
    'POST /pets  Authorization: Basic YTpi -> 401',
    'GET /keys -> 401',
    'GET /keys  X-Key: z -> 403',
    'POST /keys -> 200',
  ];
  await asked({ 'app.js': app, 'openapi.json': JSON.stringify(document) }, lines, '4');
});

test('operations have the handlers that they name, and without a document nothing is known', async () => {
  const document = DOCUMENT.replace(
    '    get:\n      responses',
    '    get:\n      operationId: list\n      x-eov-operation-handler: pets\n      responses',
  );
  const app = (spec: string) => `const express = require('express');
const { middleware } = require('express-openapi-validator');
const app = express();
app.use(middleware({ apiSpec: ${spec}, operationHandlers: __dirname + '/routes' }));
${ERRORS}
app.listen(3000);
`;
  const handlers =
    'module.exports = { list: (req, res) => res.status(req.headers.authorization ? 202 : 403).end() };';
  const texts = { 'routes/pets.js': handlers, 'openapi.yaml': document };
  const lines = ['GET /v1/pets -> 403', 'GET /v1/pets  Authorization: x -> 202', 'POST /v1/pets -> 401'];
  await asked({ ...texts, 'app.js': app("'./openapi.yaml'") }, lines, '4');
  await asked({ ...texts, 'app.js': app('process.env.SPEC') }, ['GET /v1/pets -> ? 403'], '4');
});
