// Credentials that guards take are found among the texts of the program that they compare them with, and never shown.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/src/core';
import { curlOf } from '../../server/src/core/format/curl';
import { shownWitness } from '../../server/src/core/format/secret';
import { demandsIn } from '../support/express-demands';

const KEYED = 'const key = req.get("x-key");';

// What a guard is, and the header that it lets by.
const GUARDS: readonly (readonly [what: string, before: string, guard: string, sent: string | null])[] = [
  [
    'a list',
    "const KEYS = ['k-1', 'k-2'];",
    `${KEYED} KEYS.includes(key) ? next() : res.sendStatus(401);`,
    'x-key: k-1',
  ],
  [
    'a set',
    "const KEYS = new Set(['k-1']);",
    `${KEYED} KEYS.has(key) ? next() : res.sendStatus(401);`,
    'x-key: k-1',
  ],
  [
    'a map',
    "const KEYS = new Map([['k-1', { name: 'a' }]]);",
    `${KEYED} const user = KEYS.get(key); if (!user) return res.sendStatus(401); next();`,
    'x-key: k-1',
  ],
  [
    'a table',
    "const KEYS = { 'k-1': { name: 'a' } };",
    `${KEYED} if (!KEYS[key]) return res.sendStatus(401); next();`,
    'x-key: k-1',
  ],
  [
    'the names of a table',
    "const KEYS = { 'k-1': 1 };",
    `${KEYED} key in KEYS ? next() : res.sendStatus(401);`,
    'x-key: k-1',
  ],
  [
    'own names of a table',
    "const KEYS = { 'k-1': 1 };",
    `${KEYED} Object.hasOwn(KEYS, key) ? next() : res.sendStatus(401);`,
    'x-key: k-1',
  ],
  [
    'some of a list of objects',
    "const USERS = [{ key: 'k-0', off: true }, { key: 'k-1' }];",
    `${KEYED} const user = USERS.find((one) => one.key === key); if (!user || user.off) return res.sendStatus(401); next();`,
    'x-key: k-1',
  ],
  [
    'a switch',
    '',
    `${KEYED} switch (key) { case 'k-1': return next(); default: return res.sendStatus(401); }`,
    'x-key: k-1',
  ],
  [
    'a text',
    '',
    "if (req.headers.authorization !== 'Bearer t-1') return res.sendStatus(401); next();",
    'Authorization: Bearer t-1',
  ],
  [
    'a bearer token of a list',
    "const TOKENS = ['t-1'];",
    "const [scheme, token] = (req.get('authorization') || '').split(' '); if (scheme !== 'Bearer' || !TOKENS.includes(token)) return res.sendStatus(401); next();",
    'Authorization: Bearer t-1',
  ],
  [
    'a user and a password',
    "const basic = require('basic-auth');",
    "const who = basic(req); if (!who || who.name !== 'ann' || who.pass !== 'pw-1') return res.set('WWW-Authenticate', 'Basic').sendStatus(401); next();",
    'Authorization: Basic YW5uOnB3LTE=',
  ],
  [
    'a header of Basic as it is',
    '',
    "if (req.get('authorization') !== 'Basic YW5uOnB3LTE=') return res.set('WWW-Authenticate', 'Basic').sendStatus(401); next();",
    'Authorization: Basic YW5uOnB3LTE=',
  ],
  [
    'a cookie',
    "const KEYS = ['k-1'];",
    'if (!req.cookies || !KEYS.includes(req.cookies.sid)) return res.sendStatus(401); next();',
    'Cookie: sid=k-1',
  ],
  [
    'a parameter of the query',
    '',
    "if (req.query.api_key !== 'k-1') return res.sendStatus(401); next();",
    '?api_key=k-1',
  ],
  // Anything does for these.
  [
    'the environment',
    '',
    `${KEYED} if (key !== process.env.KEY) return res.sendStatus(401); next();`,
    'x-key: key',
  ],
  ['whether something is sent', '', `${KEYED} if (!key) return res.sendStatus(401); next();`, 'x-key: key'],
  // Nothing does.
  [
    'a list of nothing',
    'const KEYS = [];',
    `${KEYED} KEYS.includes(key) ? next() : res.sendStatus(401);`,
    'x-key: key',
  ],
];

describe('what is sent to a guard that compares with', () => {
  for (const [what, before, guard, sent] of GUARDS) {
    test(what, async () => {
      const { line } = await demandsIn(before, `(req, res, next) => { ${guard} }`);
      assert.equal(line, sent);
    });
  }

  test('the users of express-basic-auth', async () => {
    const { line } = await demandsIn('', "require('express-basic-auth')({ users: { ann: 'pw-1' } })");
    assert.equal(line, 'Authorization: Basic YW5uOnB3LTE=');
  });

  test('a token that a strategy of passport compares', async () => {
    const before = `const passport = require('passport');
const { Strategy } = require('passport-http-bearer');
passport.use(new Strategy((token, done) => done(null, token === 't-1' ? { id: 1 } : false)));`;
    const { line } = await demandsIn(before, "passport.authenticate('bearer', { session: false })");
    assert.equal(line, 'Authorization: Bearer t-1');
  });
});

test('the right credentials are let in, and the wrong ones of a trial are others', async () => {
  const { outcomes } = await demandsIn(
    "const KEYS = ['k-1'];",
    "(req, res, next) => (KEYS.includes(req.get('x-key')) ? next() : res.sendStatus(401))",
  );
  assert.deepEqual(outcomes, { bare: 401, wrong: 401, right: 200 });
});

test('outputs show stars in the place of such credentials', async () => {
  const requests = await Promise.all(
    [
      [
        "const KEYS = ['k-1'];",
        "(req, res, next) => (KEYS.includes(req.get('x-key')) ? next() : res.sendStatus(401))",
      ],
      ['', "(req, res, next) => (req.query.api_key === 'k-1' ? next() : res.sendStatus(401))"],
      ['', "require('express-basic-auth')({ users: { ann: 'k-1' } })"],
    ].map(async ([before = '', guard = '']) => (await demandsIn(before, guard)).right),
  );
  const shown = requests.map((request) => {
    assert.ok(request !== null);
    const finding = { ...FINDING, witness: { request, expect: { status: 401 } } };
    const witness = shownWitness(finding);
    assert.ok(witness !== null);
    return curlOf(witness.request);
  });
  assert.deepEqual(shown, [
    "curl -i -H 'x-key: ***' http://localhost/x",
    "curl -i 'http://localhost/x?api_key=***'",
    "curl -i -H 'Authorization: Basic ***' http://localhost/x",
  ]);
});

const FINDING: Finding = {
  rule: 'express/router-auth-leak',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  message: '',
  at: { file: 'app.js', span: { start: 0, end: 0 } },
  related: [],
  witness: null,
  fixes: [],
};
