// Names that every object of JavaScript has, wherever a text may name something: they are names like others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, requestTo, routes } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

const NAMES = Object.getOwnPropertyNames(Object.prototype);

const express = (name: string) => `const express = require('express');
const passport = require('passport');
const createError = require('http-errors');
const jwt = require('jsonwebtoken');
const sanitizer = require('${name}');
const { ${name}: helper } = require('helmet');
const app = express();
app.use(sanitizer(), sanitizer.${name}(), helmet.${name}());
app.set('${name}', 1);
passport.use('${name}', new passport.${name}());
app.use(express.${name}(), passport.authenticate('${name}'));
app.${name}('/direct', (req, res) => res.sendStatus(401));
app.get('/called', (req, res) => { if (${name}('x')) return res.sendStatus(403); global.${name}(1); res.sendStatus(401); });
app.get('/text', (req, res) => { const a = 'x'.${name}('y'); const b = [1].${name}(a); res.json({ a, b, c: JSON.${name}(b) }); });
app.get('/answer', (req, res) => { res.${name}('x'); res.type('${name}'); res.set('${name}', '1').sendStatus(401); });
app.get('/request', (req, res) => { req.${name}('x'); req.is('${name}'); req.accepts('${name}'); req.get('${name}') ? res.json({}) : res.sendStatus(401); });
app.get('/error', (req, res, next) => next(createError.${name}('no')));
app.get('/token', (req, res) => { jwt.${name}(req.headers.authorization, 'k'); res.cookie('${name}', req.cookies.${name}); res.json(req.query.${name}); });
app.get('/:${name}', (req, res) => (req.params.${name} ? res.json(req.body.${name}) : res.sendStatus(401)));
app.listen(3000);
`;

const nginx = (name: string) => `events {}
http {
  ${name} on;
  map $http_${name} $who { ${name} 1; default 0; }
  server {
    listen 80;
    location /${name} { ${name} a b; auth_basic ${name}; auth_basic_user_file ${name}; proxy_set_header ${name} $http_${name}; proxy_pass http://${name}; }
  }
}
`;

const openapi = (name: string) => `openapi: 3.1.0
info: { title: a, version: '1' }
security: [{ ${name}: [${name}] }]
paths:
  /${name}:
    ${name}: {}
    get:
      ${name}: 1
      security: [{ ${name}: [] }]
      responses: { '401': { headers: { ${name}: {} } }, ${name}: {} }
components:
  securitySchemes:
    ${name}: { type: ${name}, in: ${name}, scheme: ${name}, flows: { ${name}: {} } }
    other: { type: apiKey, in: ${name} }
    flows: { type: oauth2, flows: { ${name}: { tokenUrl: /t, scopes: { ${name}: a } } } }
`;

for (const name of NAMES) {
  test(`${name} is a name like others`, async () => {
    const analysis = await analyzeTexts([
      { name: 'package.json', text: '{ "dependencies": { "express": "4" } }', language: 'json' },
      { name: 'app.js', text: express(name) },
      { name: 'nginx.conf', text: nginx(name) },
      { name: 'openapi.yaml', text: openapi(name) },
    ]).then((all) => all.analysis);
    assert.deepEqual(analysis.errors, []);
    const listed = routes(analysis).map(({ path }) => path);
    for (const path of ['/called', '/text', '/answer', '/request', '/error', '/token', `/:${name}`]) {
      assert.ok(listed.includes(path), path);
    }
    for (const path of [...listed, `/${name}`]) {
      const request = requestTo('GET', path.replace(':', ''));
      if (request !== null) for (const { entry } of analysis.layers) decide(analysis, request, { entry });
    }
  });
}
