// What a hover says of a middleware: what it reads, who it refuses with what, and the routes that it stands before.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { joinPath, subjectAt } from '../../server/src/core';
import { analyzeTexts, ROOT } from '../support/workspace';

/** What is said at a word of `app.js`; `null` for nothing. */
async function said(body: string, word: string, others: Readonly<Record<string, string>> = {}) {
  const text = `const express = require('express');\nconst app = express();\n${body}\napp.listen(3000);\n`;
  const files = Object.entries({ 'app.js': text, ...others });
  const { analysis } = await analyzeTexts(files.map(([name, content]) => ({ name, text: content })));
  const offset = text.indexOf(word) + 1;
  const subject = subjectAt(analysis, joinPath(ROOT, 'app.js'), offset);
  if (subject !== null) assert.ok(subject.span.start <= offset && offset <= subject.span.end);
  return subject;
}

async function about(body: string, word: string, others?: Readonly<Record<string, string>>) {
  return (await said(body, word, others))?.about ?? null;
}

const GUARD = `function guard(req, res, next) {
  if (!req.headers['x-api-key']) return res.status(401).json({ error: 'key' });
  next();
}`;

describe('a guard', () => {
  test('of a whole app is told with what it reads, who it refuses and how many routes are behind it', async () => {
    const body = `${GUARD}
app.get('/open', (req, res) => res.send('in'));
app.use(guard);
app.get('/a', (req, res) => res.send('a'));
app.post('/b', (req, res) => res.send('b'));`;
    const subject = await said(body, 'app.use(guard');
    assert.equal(
      subject?.about,
      'Reads the header x-api-key. A request without credentials gets 401. ' +
        'One with good credentials (API key in header x-api-key) goes on. ' +
        'Stands before 2 routes: GET /a and POST /b.',
    );
    assert.equal(subject?.title, 'guard');
    assert.equal(subject?.requires?.kind, 'check');
  });

  test('in the list of a route stands before that route alone', async () => {
    const body = `${GUARD}
app.get('/a', guard, (req, res) => res.send('a'));
app.get('/b', (req, res) => res.send('b'));`;
    assert.match((await about(body, 'guard, (')) ?? '', /Stands before 1 route: GET \/a\.$/);
  });

  test('of a router is told with the paths under which clients ask for the routes', async () => {
    const body = `${GUARD}
const router = express.Router();
router.use(guard);
for (const name of ['a', 'b', 'c', 'd', 'e']) router.get('/' + name, (req, res) => res.send(name));
app.use('/api', router);`;
    assert.match(
      (await about(body, 'router.use(guard')) ?? '',
      /Stands before 5 routes: GET \/api\/a, GET \/api\/b, GET \/api\/c and 2 more\.$/,
    );
  });

  test('that makes exceptions is told with the routes that it lets through', async () => {
    const body = `app.use(function gate(req, res, next) {
  if (req.path === '/login') return next();
  if (!req.get('Authorization')) return res.set('WWW-Authenticate', 'Bearer').sendStatus(401);
  next();
});
app.post('/login', (req, res) => res.send('in'));
app.get('/me', (req, res) => res.send('me'));`;
    const text = (await about(body, 'app.use(')) ?? '';
    assert.match(
      text,
      /Reads the header authorization\. A request without credentials gets 401 with Bearer\./,
    );
    assert.match(text, /Who brings nothing is let through to 1 route of them: POST \/login\.$/);
  });

  test('that a condition of the program puts there is told as such', async () => {
    const body = `${GUARD}
if (process.env.LOCKED) app.use(guard);
app.get('/a', (req, res) => res.send('a'));`;
    assert.match((await about(body, 'app.use(guard')) ?? '', /^Is there under a condition\. Reads /);
  });

  test('of a package is told as well, and one that redirects with its target', async () => {
    const body = `app.use('/staff', require('express-basic-auth')({ users: { a: 'b' }, challenge: true, realm: 'x' }));
app.get('/staff/a', (req, res) => res.send('a'));
app.get('/page', toLogin, (req, res) => res.send('page'));
function toLogin(req, res, next) {
  if (!req.cookies.sid) return res.redirect('/login');
  next();
}`;
    assert.match(
      (await about(body, "require('express-basic-auth')")) ?? '',
      /gets 401 with Basic realm="x"\./,
    );
    assert.match(
      (await about(body, 'toLogin, (')) ?? '',
      /Reads req\.cookies and the cookie sid\. .*gets 302 to \/login\./,
    );
  });
});

describe('other functions', () => {
  test('that let everybody by are told without a demand', async () => {
    const body = `app.use(stamp);
function stamp(req, res, next) { res.set('X-Stamp', '1'); next(); }
app.get('/a', (req, res) => res.send('a'));`;
    const subject = await said(body, 'stamp);');
    assert.equal(subject?.about, 'Refuses nobody. Stands before 1 route: GET /a.');
    assert.equal(subject?.requires, null);
  });

  test('that nobody can read are told as such', async () => {
    const body = `app.use(require('./missing'));\napp.get('/a', (req, res) => res.send('a'));`;
    assert.match((await about(body, "require('./missing')")) ?? '', /^What it does is not known: /);
  });

  test('that answer errors are told as such', async () => {
    const body = `app.get('/a', (req, res) => res.send('a'));
app.use(function failed(err, req, res, next) { res.sendStatus(500); });`;
    assert.equal(await about(body, 'app.use(function failed'), 'Runs for errors alone.');
  });

  test('are not spoken of inside of their bodies, and neither are routers', async () => {
    const body = `app.use((req, res, next) => { const inside = 1; next(); });
const router = express.Router();
app.use('/api', router);`;
    assert.equal(await said(body, 'inside'), null);
    assert.equal(await said(body, "'/api'"), null);
  });

  test('the last handler of a route is the route, not what stands before it', async () => {
    const body = `app.get('/a', show);\nfunction show(req, res) { res.send('a'); }`;
    assert.equal(await said(body, 'show);'), null);
    assert.match((await about(body, "get('/a'")) ?? '', /^Runs show\./);
  });
});
