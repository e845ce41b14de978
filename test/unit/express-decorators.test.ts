// Decorators that a program writes itself: they run for each class, so what they collect is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const listed = async (lines: readonly string[]) =>
  (
    await rows({
      'app.ts': ["import express from 'express';", 'const app = express();', ...lines].join('\n'),
    })
  ).map((row) => row.split(' ').slice(0, 2).join(' '));

const MOUNT = `for (const { verb, path } of routes) app[verb](path, ${HANDLER});`;

test('a decorator of a method is given its name, and asks for what runs for each object', async () => {
  const lines = [
    'const routes = new WeakMap();',
    'const get = (path) => (method, context) => {',
    '  context.addInitializer(function () {',
    '    routes.set(this, [...(routes.get(this) ?? []), { path, name: context.name }]);',
    '  });',
    '};',
    "class Films { @get('/films') list() {} @get('/films/:id') show() {} }",
    'const films = new Films();',
    `for (const { path } of routes.get(films)) app.get(path, ${HANDLER});`,
    `for (const { path } of routes.get(new Films()).slice(1)) app.post(path, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['GET /films', 'GET /films/:id', 'POST /films/:id']);
});

test('a decorator of experimentalDecorators is given the prototype, and a class as it is', async () => {
  const lines = [
    'const routes = [];',
    'const bases = new Map();',
    'function Base(path) { return (made) => { bases.set(made, path); }; }',
    'function Post(path) { return (target, key, descriptor) => { routes.push({ of: target.constructor, path, key }); }; }',
    "@Base('/films') class Films { @Post('/new') add() {} }",
    `for (const { of, path } of routes) app.post(bases.get(of) + path, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['POST /films/new']);
});

test('what reflect-metadata keeps of classes and methods is found again, and inherited', async () => {
  const lines = [
    "import 'reflect-metadata';",
    "const KEY = Symbol('path');",
    'const Base = (path) => (made) => Reflect.defineMetadata(KEY, path, made);',
    "const Verb = (verb) => (target, key) => Reflect.defineMetadata('verb', verb, target, key);",
    "@Base('/films') class Films { @Verb('put') change() {} }",
    'class More extends Films {}',
    'for (const made of [Films, More]) {',
    "  const verb = Reflect.getMetadata('verb', made.prototype, 'change');",
    "  if (!Reflect.hasMetadata('none', made)) app[verb](Reflect.getMetadata(KEY, made) + '/' + made.name, (req, res) => res.send('x'));",
    '}',
  ];
  assert.deepEqual(await listed(lines), ['PUT /films/Films', 'PUT /films/More']);
});

test('what a decorator answers takes the place of a method or a class', async () => {
  const lines = [
    'const routes = [];',
    "const moved = (method, context) => function () { return '/moved'; };",
    "const described = (target, key, descriptor) => { descriptor.value = () => '/described'; };",
    "const Other = (made, context) => class { path() { return '/other'; } };",
    "class A { @moved path() { return '/a'; } @described other() { return '/b'; } }",
    '@Other class B {}',
    "routes.push({ verb: 'get', path: new A().path() }, { verb: 'get', path: new A().other() });",
    "routes.push({ verb: 'put', path: new B().path() });",
    MOUNT,
  ];
  assert.deepEqual(await listed(lines), ['GET /described', 'GET /moved', 'PUT /other']);
});

test('decorators of packages leave what they stand on as it is', async () => {
  const lines = [
    "import { injectable } from 'somewhere';",
    "@injectable() class Paths { @injectable() get() { return '/kept'; } }",
    `app.get(new Paths().get(), ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['GET /kept']);
});

test('a file that is called as one that starts programs is looked at, though it names no app', async () => {
  const found = await rows({
    'main.ts': "import { Gateway } from './gateway';\nexport default Gateway.create().add('/a').seal();\n",
    'gateway.ts': [
      "import express from 'express';",
      'export class Gateway {',
      '  static create() { return new Gateway(express()); }',
      '  private constructor(private readonly inner) {}',
      `  add(path) { this.inner.get(path, ${HANDLER}); return this; }`,
      '  seal() { return this.inner; }',
      '}',
    ].join('\n'),
  });
  assert.deepEqual(
    found.map((row) => row.split(' ').slice(0, 2).join(' ')),
    ['GET /a'],
  );
});
