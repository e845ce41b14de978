// What depends on the environment: switches on a variable, conditions that say the same, and those that exclude each other.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";
const program = (...lines: readonly string[]) => rows({ 'app.js': START + lines.join('\n') });

describe('a switch on a variable of the environment', () => {
  test('with a guard in every case refuses whichever it is', async () => {
    assert.deepEqual(
      await program(
        'switch (process.env.NODE_ENV) {',
        `  case 'production': app.use(${GUARD}); break;`,
        `  case 'staging': case 'preview': app.use(${GUARD}); break;`,
        `  default: app.use(${GUARD});`,
        '}',
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
  });

  test('with a case that has none leaves it open which it is', async () => {
    assert.deepEqual(
      await program(
        'switch (process.env.NODE_ENV) {',
        "  case 'test': break;",
        `  default: app.use(${GUARD});`,
        '}',
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x it depends on process.env.NODE_ENV being "test": it may be 200 or 401'],
    );
  });

  test('chooses a function, as its cases return or assign it', async () => {
    const choose = (body: string) => [
      `const real = ${GUARD};`,
      'const other = (req, res, next) => { if (!req.get("x-key")) return res.sendStatus(401); next(); };',
      body,
      'app.use(pick());',
      `app.get('/x', ${HANDLER});`,
    ];
    assert.deepEqual(
      await program(
        ...choose(
          "function pick() { switch (process.env.MODE) { case 'key': return other; default: return real; } }",
        ),
      ),
      ['GET /x 401'],
    );
    assert.deepEqual(
      await program(
        ...choose(
          "function pick() { let one = other; switch (process.env.MODE) { case 'token': one = real; break; case 'key': break; default: throw new Error('mode'); } return one; }",
        ),
      ),
      ['GET /x 401'],
    );
  });

  test('falls through to the next case, and leaves by a break under a condition', async () => {
    assert.deepEqual(
      await program(
        'switch (process.env.MODE) {',
        "  case 'a': app.get('/a', (req, res) => res.end());",
        `  case 'b': app.use(${GUARD}); if (process.env.SHORT) break; app.get('/b', ${HANDLER}); break;`,
        `  default: app.use(${GUARD});`,
        '}',
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /a it depends on process.env.MODE being "a": it may be 200 or 401', 'GET /b 401', 'GET /x 401'],
    );
  });

  test('of whose value a part is known comes to no case that it cannot be', async () => {
    assert.deepEqual(
      await program(
        "const mode = process.env.CI ? 'ci' : 'local';",
        'switch (mode) {',
        "  case 'prod': app.use((req, res) => res.sendStatus(500)); break;",
        `  case 'ci': app.use(${GUARD}); break;`,
        `  case 'local': app.use(${GUARD}); break;`,
        '}',
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
  });
});

describe('conditions on the environment', () => {
  test('that exclude each other are not true together', async () => {
    assert.deepEqual(
      await program(
        `if (process.env.NODE_ENV === 'production') app.use(${GUARD});`,
        `if (process.env.NODE_ENV !== 'production' || process.env.NODE_ENV === 'test') app.use(${GUARD});`,
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
    assert.deepEqual(
      await program(
        "if (process.env.NODE_ENV === 'test') app.use((req, res, next) => { req.test = true; next(); });",
        `app.use((req, res, next) => { if (process.env.NODE_ENV === 'production' && req.test) return next(); return (${GUARD})(req, res, next); });`,
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
  });

  test('are the same in the program and in its functions, with a default that is another text too', async () => {
    assert.deepEqual(
      await program(
        "const env = process.env.NODE_ENV || 'development';",
        "const isProduction = env === 'production';",
        `if (isProduction) app.use(${GUARD});`,
        `app.use((req, res, next) => { if (process.env.NODE_ENV === 'production') return next(); return (${GUARD})(req, res, next); });`,
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
    assert.deepEqual(
      await program(
        "const isOpen = process.env.OPEN === 'yes';",
        `const open = (req, res, next) => next();`,
        `app.use(isOpen ? open : ${GUARD});`,
        `app.use((req, res, next) => { if (!isOpen) return next(); return (${GUARD})(req, res, next); });`,
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x 401'],
    );
  });

  test('on a variable that falls back on another one go by that one where the first is not set', async () => {
    assert.deepEqual(
      await program(
        "const mode = process.env.MODE || process.env.NODE_ENV || 'open';",
        `app.use((req, res, next) => { if (mode === 'open') return next(); return (${GUARD})(req, res, next); });`,
        `app.get('/x', ${HANDLER});`,
      ),
      ['GET /x the value of MODE in the environment is not known: it may be 200 or 401'],
    );
  });
});
