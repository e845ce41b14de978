// Fixes keep the comments of what they move, change and replace.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

type Sample = { readonly title: string; readonly rule: string; readonly name: string; readonly text: string };

/** Their comments are numbered. */
const SAMPLES: readonly Sample[] = [
  {
    title: 'a 401 made a 403',
    rule: 'openapi/response-401-for-forbidden',
    name: 'openapi.yaml',
    text: `openapi: 3.0.3
info: { title: C, version: '1' }
servers: [{ url: 'https://c.example.com' }]
security:
  - jwt: []
paths:
  /a:
    get:
      responses:
        '200': { description: A }
        # c1: what happens without the role
        '401': # c2
          # c3
          description: The role is missing # c4
          headers: # c5
            WWW-Authenticate: # c6
              schema: { type: string } # c7
              # c8
components:
  securitySchemes:
    jwt: { type: http, scheme: bearer }
`,
  },
  {
    title: 'a flow put below flows',
    rule: 'openapi/oas2-keyword-in-oas3',
    name: 'openapi.yaml',
    text: `openapi: 3.0.3
info: { title: C, version: '1' }
servers: [{ url: 'https://c.example.com' }]
security:
  - o: [r]
paths:
  /a: { get: { responses: { '200': { description: A }, default: { description: E } } } }
components:
  securitySchemes:
    o:
      type: oauth2 # c0
      # c1
      flow: accessCode # c2
      # c3
      authorizationUrl: https://id.example.com/a # c4
      tokenUrl: https://id.example.com/t # c5
      # c6
      scopes: # c7
        # c8
        r: read # c9
        # c10
`,
  },
  {
    title: 'a requirement of its own replaced',
    rule: 'openapi/login-operation-protected',
    name: 'openapi.yaml',
    text: `openapi: 3.0.3
info: { title: C, version: '1' }
servers: [{ url: 'https://c.example.com' }]
security:
  - jwt: []
paths:
  /auth/login:
    post:
      # c1
      security: # c2
        # c3
        - jwt: [] # c4
        # c5
      summary: Log in
      responses: { '200': { description: A }, default: { description: E } }
components:
  securitySchemes:
    jwt: { type: http, scheme: bearer }
`,
  },
  {
    title: 'security moved into several operations',
    rule: 'openapi/security-on-path-item',
    name: 'openapi.yaml',
    text: `openapi: 3.0.3
info: { title: C, version: '1' }
servers: [{ url: 'https://c.example.com' }]
paths:
  /a:
    # c1
    security: # c2
      # c3
      - jwt: [] # c4
      # c5
    get:
      responses: { '200': { description: A }, default: { description: E } }
    post: { responses: { '200': { description: A }, default: { description: E } } }
    put:
      responses: { '200': { description: A }, default: { description: E } }
components:
  securitySchemes:
    jwt: { type: http, scheme: bearer }
`,
  },
  {
    title: 'security moved into several operations, in JSON',
    rule: 'openapi/security-on-path-item',
    name: 'openapi.json',
    text: `{
  "openapi": "3.0.3",
  "info": { "title": "C", "version": "1" },
  "servers": [{ "url": "https://c.example.com" }],
  "paths": {
    "/a": {
      // c1
      "security": [ // c2
        // c3
        { "jwt": [] /* c4 */ } // c5
      ], // c6
      "get": {
        "responses": { "200": { "description": "A" }, "default": { "description": "E" } }
      },
      "post": {
        "responses": { "200": { "description": "A" }, "default": { "description": "E" } }
      }
    }
  },
  "components": { "securitySchemes": { "jwt": { "type": "http", "scheme": "bearer" } } }
}
`,
  },
  {
    title: 'schemes moved, in JSON',
    rule: 'openapi/security-schemes-misplaced',
    name: 'openapi.json',
    text: `{
  "openapi": "3.0.3",
  "info": { "title": "C", "version": "1" },
  "servers": [{ "url": "https://c.example.com" }],
  "paths": { "/a": { "get": { "security": [{ "jwt": [] }], "responses": { "200": { "description": "A" }, "default": { "description": "E" } } } } },
  // c1
  "securitySchemes": { // c2
    // c3
    "jwt": { // c4
      "type": "http", // c5
      "scheme": "bearer" // c6
    }
    // c7
  },
  "components": {
    "schemas": {}
  }
}
`,
  },
  {
    title: 'schemes moved below a new key, in JSON',
    rule: 'openapi/security-schemes-misplaced',
    name: 'openapi.json',
    text: `{
  "openapi": "3.0.3",
  "info": { "title": "C", "version": "1" },
  "servers": [{ "url": "https://c.example.com" }],
  "paths": { "/a": { "get": { "security": [{ "jwt": [] }], "responses": { "200": { "description": "A" }, "default": { "description": "E" } } } } },
  // c1
  "securitySchemes": { // c2
    // c3
    "jwt": { // c4
      "type": "http", // c5
      "scheme": "bearer" // c6
    }
    // c7
  }
}
`,
  },
  {
    title: 'definitions moved and made those of 3.x',
    rule: 'openapi/oas2-keyword-in-oas3',
    name: 'openapi.yaml',
    text: `openapi: 3.0.3
info: { title: C, version: '1' }
servers: [{ url: 'https://c.example.com' }]
security:
  - jwt: []
paths:
  /a: { get: { responses: { '200': { description: A }, default: { description: E } } } }
# c1
securityDefinitions: # c2
  # c3
  jwt: # c4
    # c5
    type: http # c6
    scheme: bearer # c7
  b: # c8
    # c9
    type: basic # c10
    # c11
components:
  schemas: {}
`,
  },
];

describe('comments are still there after a fix of', () => {
  for (const { title, rule, name, text } of SAMPLES)
    test(title, async () => {
      const { analysis } = await analyzeTexts([{ name, text, language: 'data' }]);
      const fix = analysis.findings.find((finding) => finding.rule === rule)?.fixes[0];
      assert.ok(fix !== undefined, 'there is a fix');
      const fixed = applyEdits(text, fix.edits);
      if (process.env.SHOW !== undefined) console.log(fixed);
      assert.deepEqual(numbersIn(fixed), numbersIn(text), fixed);
      const after = await analyzeTexts([{ name, text: fixed, language: 'data' }]);
      assert.ok(!after.analysis.findings.some((finding) => finding.rule === rule), fixed);
      assert.ok(!after.analysis.findings.some((finding) => finding.rule === 'openapi/syntax'), fixed);
    });
});

function numbersIn(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/(?:#|\/\/|\/\*) (c\d+)\b/g)].map(([, number = '']) => number)),
  ].sort();
}
