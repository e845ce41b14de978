// What callers and the command line leave to a program: objects that functions make, options with a default, modules named by __dirname.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\n";

test('a function that is exported to be called with new makes its app in its methods', async () => {
  const server = [
    START,
    'function Server(config) {',
    '  const app = express();',
    '  this.open = function () {',
    `    app.use(${GUARD});`,
    '    this.add();',
    '    app.listen(config.port);',
    '  };',
    `  this.add = function () { app.get('/own', ${HANDLER}); };`,
    '}',
    'module.exports = Server;',
  ];
  assert.deepEqual(await rows({ 'server.js': server.join('\n') }), ['GET /own 401']);
});

test('methods of an object that is exported are called by who opens its module', async () => {
  const server = [
    START,
    "const { Entry } = require('some-runner');",
    'class Api extends Entry {',
    '  async onStart(done) { this.app = express(); await this.add(); this.app.listen(done); }',
    `  async add() { this.app.get('/own', ${HANDLER}); }`,
    '}',
    'module.exports = new Api();',
  ];
  assert.deepEqual(await rows({ 'server.js': server.join('\n') }), ['GET /own 200']);
});

test('what objects of a function inherit by util.inherits is theirs', async () => {
  const server = [
    START,
    "const util = require('util');",
    "const Events = require('events');",
    'function Base() { this.app = express(); }',
    `Base.prototype.add = function (path) { this.app.get(path, ${HANDLER}); };`,
    'util.inherits(Base, Events);',
    "function Server() { Base.call(this); this.add('/own'); }",
    'util.inherits(Server, Base);',
    'module.exports = Server;',
  ];
  assert.deepEqual(await rows({ 'server.js': server.join('\n') }), ['GET /own 200']);
});

test('modules that are named by __dirname are those of the program', async () => {
  const part = (path: string) => `module.exports = (app) => app.get('${path}', ${HANDLER});`;
  const files = {
    'bin/start.js': [
      "const path = require('path');",
      "const app = require(__dirname + '/../app');",
      'require(`${__dirname}/one`)(app);',
      "require(path.join(__dirname, 'two'))(app);",
      "require(path.join(__dirname, '..', 'three'))(app);",
      'app.listen(3000);',
    ].join('\n'),
    'app.js': `${START}const app = express();\napp.use(${GUARD});\nmodule.exports = app;`,
    'bin/one.js': part('/one'),
    'bin/two.js': part('/two'),
    'three.js': part('/three'),
  };
  assert.deepEqual(await rows(files), ['GET /one 401', 'GET /three 401', 'GET /two 401']);
});

const READERS = {
  'commander 6': [
    "const program = require('commander');",
    "program.option('-p, --base-path <path>', 'where', '/api').option('-q, --quiet', 'less').parse(process.argv);",
    'const { basePath } = program;',
  ],
  commander: [
    "const { Command } = require('commander');",
    "const program = new Command().option('--base-path <path>', 'where', '/api');",
    'const { basePath } = program.parse().opts();',
  ],
  yargs: [
    "const yargs = require('yargs/yargs');",
    "const argv = yargs(process.argv).option('base-path', { alias: 'b', default: '/api' }).help().argv;",
    'const { basePath } = argv;',
  ],
  'options of yargs': [
    "const argv = require('yargs').options({ basePath: { default: '/api' } }).parse();",
    'const { basePath } = argv;',
  ],
  minimist: [
    "const args = require('minimist')(process.argv.slice(2), { default: { basePath: '/api' } });",
    'const { basePath } = args;',
  ],
  argparse: [
    "const { ArgumentParser } = require('argparse');",
    'const parser = new ArgumentParser();',
    "parser.add_argument('-b', '--base-path', { default: process.env.BASE_PATH || '/api' });",
    'const { base_path: basePath } = parser.parse_args();',
  ],
};

for (const [name, lines] of Object.entries(READERS)) {
  test(`a path that an option gives is listed under its default: ${name}`, async () => {
    const app = [
      ...lines,
      'const app = express();',
      `app.get(\`\${basePath}/users\`, ${HANDLER});`,
      'app.listen(3);',
    ];
    const [row, ...others] = await rows({ 'app.js': START + app.join('\n') });
    assert.deepEqual(others, []);
    assert.match(row ?? '', /^GET \/api\/users (?:200|who starts the program may say otherwise)$/);
  });
}

test('an option without a default, and one of another name, are not known', async () => {
  const app = [
    "const program = require('commander');",
    "program.option('--path <path>', 'where').option('--other-path <path>', 'where', '/api').parse();",
    'const app = express();',
    `app.get(program.path + '/users', ${HANDLER});`,
  ];
  assert.deepEqual(await rows({ 'app.js': START + app.join('\n') }), [
    'GET /(unknown)/users the path is not known',
  ]);
});
