// Programs that read JSON from files while they start: what is known then, and what is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { HANDLER, rows } from '../support/express-rows';

const HEAD = [
  "const fs = require('fs');",
  "const path = require('path');",
  "const extra = require('fs-extra');",
  "const app = require('express')();",
].join('\n');
const ADDS = `.forEach((one) => app.get('/' + one, ${HANDLER}));`;

test('JSON that is read from a file while a program starts is known, and what it changes to is seen', async () => {
  const files: Record<string, string> = {
    '/p/package.json': '{ "dependencies": { "express": "4", "fs-extra": "11" } }',
    '/p/config/routes.json': '["one"]',
    '/p/app.js': [
      HEAD,
      "const text = fs.readFileSync(path.join(__dirname, 'config/routes.json'), 'utf8');",
      `for (const one of JSON.parse(text)) app.get('/' + one, ${HANDLER});`,
      'try {',
      `  JSON.parse(fs.readFileSync('config/more.json')).forEach((one) => app.get('/more/' + one, ${HANDLER}));`,
      '} catch {}',
    ].join('\n'),
  };
  const session = new Session(memoryHost(files, loadJsParser));
  await session.discover(['/p']);
  const paths = async () => routes(await session.analyze()).map(({ path }) => path);
  assert.deepEqual(await paths(), ['/one', '/more/(unknown)']);
  files['/p/config/routes.json'] = '["two"]';
  session.changed(['/p/config/routes.json']);
  assert.deepEqual(await paths(), ['/two', '/more/(unknown)']);
});

const READ = [
  "JSON.parse(fs.readFileSync('config/routes.json').toString())",
  "JSON.parse(String(fs.readFileSync(path.resolve(__dirname, 'config', 'routes.json'))))",
  "JSON.parse(fs.readFileSync(`${__dirname}/config/routes.json`, { encoding: 'utf-8' }).trim())",
  "JSON.parse(fs.readFileSync(path.join(process.cwd(), 'config/routes.json'), 'utf8'))",
  "extra.readJsonSync('./config/routes.json')",
  "extra.readJSONSync(path.join(__dirname, 'config', 'routes.json'), 'utf8')",
  "require('js-yaml').load(fs.readFileSync('config/routes.json', 'utf8'))",
  "require('yaml').parse(fs.readFileSync('config/more.yaml', 'utf8'))",
  "require('yamljs').load('config/more.yaml')",
];

const TWICE = { 'config/routes.json': '["one"]', 'config/more.yaml': '# paths\n- one\n' };

test('JSON is known however its path is put together', async () => {
  for (const read of READ)
    assert.deepEqual(await rows({ ...TWICE, 'app.js': `${HEAD}\n${read}${ADDS}` }), ['GET /one 200'], read);
  const module = [
    "import express from 'express';",
    "import { readFileSync } from 'node:fs';",
    "import { readFile } from 'node:fs/promises';",
    'const app = express();',
    `JSON.parse(readFileSync(new URL('./config/routes.json', import.meta.url), 'utf8'))${ADDS}`,
    `JSON.parse(await readFile('config/routes.json', 'utf8')).map((one) => app.put('/' + one, ${HANDLER}));`,
  ].join('\n');
  assert.deepEqual(await rows({ 'config/routes.json': '["one"]', 'app.mjs': module }), [
    'GET /one 200',
    'PUT /one 200',
  ]);
});

const NOT_READ = [
  'JSON.parse(fs.readFileSync(process.argv[2]))',
  "JSON.parse(fs.readFileSync('config/routes.json', 'utf8'), (key, value) => change(value))",
  "JSON.parse(fs.readFileSync('config/routes.json', 'utf16le'))",
  "JSON.parse(strip(fs.readFileSync('config/routes.json', 'utf8')))",
  "require('json5').parse(fs.readFileSync('config/routes.json', 'utf8'))",
  // Comments make `JSON.parse` and `require` throw.
  "JSON.parse(fs.readFileSync('config/tools.json', 'utf8'))",
  "require('./config/tools.json')",
];

test('what is read or changed in other ways is not known', async () => {
  for (const read of NOT_READ) {
    const files = { 'config/routes.json': '["one"]', 'config/tools.json': '["one" /* and more */]' };
    const [row] = await rows({ ...files, 'app.js': `${HEAD}\n${read}${ADDS}` });
    assert.match(row ?? '', /^GET \/\(unknown\)/, read);
  }
});

const WRITTEN: readonly (readonly [store: string, isKnown: boolean])[] = [
  ["fs.writeFileSync('config/routes.json', JSON.stringify(list))", false],
  ["fs.writeFile(path.join(__dirname, 'routes.json'), JSON.stringify(list), () => {})", false],
  ['fs.writeFileSync(file, JSON.stringify(list))', false],
  ["fs.writeFileSync(folder + '/' + name + '.json', JSON.stringify(list))", false],
  ["fs.writeFileSync(isTest ? 'routes.json' : 'other.json', JSON.stringify(list))", false],
  ["extra.outputJsonSync('routes.json', list)", false],
  ["promisify(fs.writeFile)('config/routes.json', list)", false],
  ["fs.writeFileSync('routes.tmp', list); fs.renameSync('routes.tmp', 'config/routes.json')", false],
  ["fs.createWriteStream(path.join(__dirname, 'access.log'), { flags: 'a' })", true],
  ["fs.writeFileSync('./public/openapi.json', JSON.stringify(list))", true],
  ["const { readFile, writeFile } = require('fs/promises'); writeFile('list.json', list)", true],
  ["const { writeFile: put } = require('fs/promises'); put('config/routes.json', list)", false],
  ["process.stdout.write('routes.json')", true],
];

test('JSON of a file that the program may write in any of its modules is not known', async () => {
  for (const [store, isKnown] of WRITTEN) {
    const modules = {
      'lib/store.js': `module.exports = (list) => { ${store}; };`,
      'routes/list.js': `const save = require('../lib/store'); module.exports = (req, res) => { save(req.body); res.end(); };`,
    };
    const read = "const list = JSON.parse(fs.readFileSync('config/routes.json', 'utf8'));";
    const app = `${HEAD}\n${read}\nlist${ADDS}\napp.post('/list', require('./routes/list'));`;
    const [row] = await rows({ ...modules, 'config/routes.json': '["one"]', 'app.js': app });
    assert.match(row ?? '', isKnown ? /^GET \/one 200/ : /^GET \/\(unknown\)/, store);
  }
});
