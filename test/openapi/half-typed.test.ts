// A line that is only half typed: it is told of once, and all around it is read as it stands.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

const YAML = (line: string) => `openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: 'https://shop.example.com' }]
security:
  - main: []
paths:
  /orders:
    get:
      summary: Orders
${line}
      responses: { '200': { description: Orders }, default: { description: A problem } }
    put:
      security:
        - man: []
      responses: { '200': { description: Orders }, default: { description: A problem } }
  /items:
    get:
      responses: { '200': { description: Items }, default: { description: A problem } }
components:
  securitySchemes:
    main: { type: http, scheme: bearer }
`;

const JSON_TEXT = (line: string) => `{
  "openapi": "3.0.3",
  "info": { "title": "Shop", "version": "1" },
  "servers": [{ "url": "https://shop.example.com" }],
  "security": [{ "main": [] }],
  "paths": {
    "/orders": {
      "get": {
        "summary": "Orders",
${line}
        "responses": { "200": { "description": "Orders" }, "default": { "description": "A problem" } }
      },
      "put": {
        "security": [{ "man": [] }],
        "responses": { "200": { "description": "Orders" }, "default": { "description": "A problem" } }
      }
    },
    "/items": {
      "get": {
        "responses": { "200": { "description": "Items" }, "default": { "description": "A problem" } }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "main": { "type": "http", "scheme": "bearer" }
    }
  }
}
`;

const YAML_LINES = [
  '      security: [{ main: [',
  '      security: [{ main: []',
  '      security: [',
  '      secur',
  '      security: *',
  "      description: 'it",
  '      security:\n        - main: [',
  '      security: []\n       x: y',
];

const JSON_LINES = [
  '        "security": [{ "main": [',
  '        "security": [{ "main',
  '        "security": [',
  '        "security": [{\n          "main": [],\n        ],',
  '        "security": [\n          {\n            "main": []\n        ],',
  '        "security":',
  '        "security"',
  '        "secur',
  '        "security": [{ "main": [] }]',
  '        "security": [{ "main": [] }]],',
  '        "security": [{ "main": [] }] },',
  '        "callbacks": {',
];

async function findingsOf(name: string, text: string): Promise<readonly string[]> {
  const { analysis } = await analyzeTexts([{ name, text, language: 'data' }]);
  return analysis.findings.map(({ rule, at }) => `${rule} ${text.slice(at.span.start, at.span.end)}`);
}

/** The text after each of the fixes that are offered. */
async function fixesOf(name: string, text: string): Promise<readonly string[]> {
  const { analysis } = await analyzeTexts([{ name, text, language: 'data' }]);
  return analysis.findings.flatMap(({ fixes }) => fixes.map(({ edits }) => applyEdits(text, edits)));
}

for (const [name, textOf, lines] of [
  ['openapi.yaml', YAML, YAML_LINES],
  ['openapi.json', JSON_TEXT, JSON_LINES],
] as const) {
  describe(`half typed in ${name}`, () => {
    for (const line of lines)
      test(line.trim().replaceAll('\n', ' '), async () => {
        const found = await findingsOf(name, textOf(line));
        const others = found.filter((one) => !one.startsWith('openapi/syntax'));
        assert.deepEqual(others, [
          `openapi/security-scheme-undefined ${name.endsWith('json') ? '"man"' : 'man'}`,
        ]);
        assert.equal(found.length - others.length, 1);
        for (const fixed of await fixesOf(name, textOf(line)))
          assert.equal(
            (await findingsOf(name, fixed)).filter((one) => one.startsWith('openapi/syntax')).length,
            1,
            fixed,
          );
      });
  });
}
