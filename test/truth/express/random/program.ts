// Random programs of Express as texts: apps and routers over several files, with guards of many kinds, as people write them.
import fc from 'fast-check';
import type { ExpressVersion } from '../running/folder';
import { GUARDS, GUARDS_HEAD } from './guards';

export type Program = {
  readonly version: ExpressVersion;
  readonly files: Readonly<Record<string, string>>;
};

const COMMON_PATHS = ['/', '/a', '/b', '/a/b', '/api', '/:id', '/a/:id', '/login', '/a/', '/A', '/:x/:id'];
const PATHS: Readonly<Record<ExpressVersion, readonly string[]>> = {
  4: [...COMMON_PATHS, '*', '/a/*', '/:id?', '/api/*', '/:n(\\\\d+)', '/(a|b)'],
  5: [...COMMON_PATHS, '/*all', '/a/*all', '/{*all}', '/api{/:id}', '/api/*all'],
};
const PATTERNS = ['/^\\/a/', '/\\/b$/', '/^\\/(a|api)\\/?$/i'];
const MOUNTS = ['/', '/a', '/api', '/:tenant', '/api/v1', '/A'];
const METHODS = ['get', 'get', 'get', 'post', 'put', 'delete', 'options', 'head'];

const IMPORTS = [
  "const cors = require('cors');",
  "const helmet = require('helmet');",
  "const compression = require('compression');",
  "const morgan = require('morgan');",
  "const cookieParser = require('cookie-parser');",
  "const { rateLimit } = require('express-rate-limit');",
];

type Lines = fc.Arbitrary<readonly string[]>;

/** Programs for a version: `app.js`, files of routers beside it, and `guards.js`. */
export function program(version: ExpressVersion): fc.Arbitrary<Program> {
  return fc
    .record({
      names: fc.uniqueArray(fc.constantFrom(...GUARDS.map(({ name }) => name)), {
        minLength: 2,
        maxLength: 5,
      }),
      routers: fc.array(router(version, false), { maxLength: 3 }),
      style: fc.constantFrom('plain', 'factory', 'named'),
      settings: fc.subarray([
        "app.enable('strict routing');",
        "app.enable('case sensitive routing');",
        "app.set('trust proxy', 1);",
      ]),
      app: router(version, true),
    })
    .map(({ names, routers, style, settings, app }) => {
      const guard = (text: string) =>
        text.replace(/\bG(\d)\b/g, (_, i: string) => `guards.${names[Number(i) % names.length]}`);
      const files: Record<string, string> = {};
      for (const [i, lines] of routers.entries())
        files[`routes/r${i}.js`] = routerFile(lines, style, guard, i);
      files['guards.js'] =
        GUARDS_HEAD +
        GUARDS.filter(({ name }) => names.includes(name))
          .map(({ name, text }) => `exports.${name} = ${text};\n`)
          .join('');
      const mounted = (text: string) =>
        text.replace(/\bR(\d)\b/g, (_, i: string) => mountOf(Number(i), routers.length, style));
      files['app.js'] = [
        "const express = require('express');",
        ...IMPORTS,
        "const guards = require('./guards');",
        'const app = express();',
        ...settings,
        ...app.map((line) => mounted(guard(line)).replaceAll('$', 'app')),
        'module.exports = app;',
        '',
      ].join('\n');
      return { version, files: { ...files, 'package.json': manifest(version) } };
    });
}

function manifest(version: ExpressVersion): string {
  return JSON.stringify({
    name: 'random',
    dependencies: { express: `^${version}.0.0`, 'express-jwt': '^8.0.0' },
  });
}

/** What is mounted in the place of `R1`; a function that lets everything on where there is no such file. */
function mountOf(i: number, count: number, style: string): string {
  if (count === 0) return '(req, res, next) => next()';
  const file = `require('./routes/r${i % count}')`;
  return style === 'factory' ? `${file}(express.Router())` : style === 'named' ? `${file}.router` : file;
}

function routerFile(
  lines: readonly string[],
  style: string,
  guard: (text: string) => string,
  i: number,
): string {
  const body = lines.map((line) =>
    guard(line)
      .replace(/\bR\d\b/g, 'express.Router()')
      .replaceAll('$', 'router'),
  );
  const head = ["const express = require('express');", ...IMPORTS, "const guards = require('../guards');"];
  if (style === 'factory') {
    return [
      ...head,
      'module.exports = (router) => {',
      ...body.map((line) => `  ${line}`),
      '  return router;',
      '};',
      '',
    ].join('\n');
  }
  const options = ['', '', '{ mergeParams: true }', '{ strict: true, caseSensitive: true }'][i % 4];
  const made = `const router = express.Router(${options});`;
  const end = style === 'named' ? 'exports.router = router;' : 'module.exports = router;';
  return [...head, made, ...body, end, ''].join('\n');
}

/** The statements of a router: `$` is its name, `G0` a guard, `R0` a router of another file. */
function router(version: ExpressVersion, isApp: boolean): Lines {
  return fc.array(statement(version, isApp), { minLength: 1, maxLength: 6 }).map((all) => all.flat());
}

let handlers = 0;
const guardName = fc.nat(4).map((i) => `G${i}`);
const guardList = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly string[]>([]) },
  { weight: 6, arbitrary: guardName.map((one) => [one]) },
  { weight: 1, arbitrary: fc.array(guardName, { minLength: 2, maxLength: 2 }) },
  { weight: 1, arbitrary: guardName.map((one) => [`[${one}]`]) },
);

const handler = fc
  .constantFrom(
    `(req, res) => res.send('N')`,
    `(req, res) => res.send('N')`,
    `(req, res) => res.json(req.params)`,
    `(req, res) => { res.status(201).json({ n: 'N' }); }`,
    `async (req, res) => { res.json({ user: req.user }); }`,
    `(req, res, next) => next()`,
    `(req, res, next) => { if (req.params.id === 'b') return next('route'); res.send('N'); }`,
    `(req, res) => res.redirect('/N')`,
    `(req, res) => { throw new Error('N'); }`,
    `(req, res) => res.sendStatus(204)`,
    `(req, res) => (req.params.tenant === 'api' ? res.sendStatus(403) : res.send('N'))`,
    `(req, res, next) => next(Object.assign(new Error('N'), { statusCode: 403 }))`,
    `(req, res) => { res.setHeader('WWW-Authenticate', ['Basic realm="N"', 'Bearer']); res.statusCode = 401; res.end(); }`,
  )
  .map((text) => text.replace('N', `h${handlers++}`));

const errorHandler = fc.constantFrom(
  `(err, req, res, next) => { res.status(err.status || 500).json({ error: err.message }); }`,
  `(err, req, res, next) => { res.status(500).send('oops'); }`,
  `(err, req, res, next) => { if (err.name === 'UnauthorizedError') return res.status(401).set('WWW-Authenticate', 'Bearer').end(); next(err); }`,
  `function onError(err, req, res, next) { if (res.headersSent) return next(err); res.status(err.statusCode ?? 500); res.end(); }`,
);

const bystander = fc.constantFrom(
  'cors()',
  "cors({ origin: 'https://shop.example', credentials: true })",
  'cors({ preflightContinue: true })',
  'express.json()',
  'helmet()',
  'compression()',
  "morgan('tiny', { skip: () => true })",
  "cookieParser('c')",
  'rateLimit({ limit: 1e6, validate: false })',
  '(req, res, next) => { req.started = 1; next(); }',
  '(req, res, next) => { res.locals.user = req.user; res.append("Vary", "Cookie"); return next(); }',
);

function path(version: ExpressVersion): fc.Arbitrary<string> {
  const quoted = fc.constantFrom(...PATHS[version]).map((text) => `'${text}'`);
  return fc.oneof(
    { weight: 10, arbitrary: quoted },
    { weight: 1, arbitrary: fc.constantFrom(...PATTERNS) },
    {
      weight: 1,
      arbitrary: fc.array(quoted, { minLength: 2, maxLength: 2 }).map((all) => `[${all.join(', ')}]`),
    },
  );
}

function statement(version: ExpressVersion, isApp: boolean): Lines {
  const method = fc.constantFrom(...METHODS);
  const route = fc
    .tuple(method, path(version), guardList, handler)
    .map(([verb, at, guards, end]) => [`$.${verb}(${[at, ...guards, end].join(', ')});`]);
  const mount = fc.constantFrom(...MOUNTS);
  const mounts = isApp
    ? fc
        .tuple(fc.option(mount), guardList, fc.nat(2))
        .map(([at, guards, i]) => [
          `$.use(${[...(at === null ? [] : [`'${at}'`]), ...guards, `R${i}`].join(', ')});`,
        ])
    : route;
  return fc.oneof(
    { weight: 8, arbitrary: route },
    { weight: 6, arbitrary: mounts },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.option(path(version)), fc.oneof(guardName, guardName, bystander))
        .map(([at, one]) => [`$.use(${[...(at === null ? [] : [at]), one].join(', ')});`]),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(path(version), guardName, fc.option(handler))
        .map(([at, guard, end]) => [`$.all(${[at, guard, ...(end === null ? [] : [end])].join(', ')});`]),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(path(version), guardName, handler, handler, fc.constantFrom('get', 'all', 'post'))
        .map(([at, guard, one, two, verb]) => [
          `$.route(${at}).${verb}(${guard}, ${one}).put(${two}).get(${two});`,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('id', 'x', 'tenant'), fc.constantFrom('401', '403'))
        .map(([name, status]) => [
          `$.param('${name}', (req, res, next, value) => (value === 'b' || req.get('x-key') ? next() : res.sendStatus(${status})));`,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(guardList, handler)
        .map(([guards, end]) => [
          `for (const path of ['/a', '/b', '/list']) $.get(${['path', ...guards, end].join(', ')});`,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path(version), guardList, handler)
        .map(([at, guards, end]) => [
          `['get', 'post'].forEach((verb) => { $[verb](${[at, ...guards, end].join(', ')}); });`,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(mount, router0(version))
        .map(([at, lines]) => [
          '{',
          '  const inner = express.Router();',
          ...lines.map((line) => `  ${line.replaceAll('$', 'inner')}`),
          `  $.use('${at}', inner);`,
          '}',
        ]),
    },
    { weight: 2, arbitrary: errorHandler.map((one) => [`$.use(${one});`]) },
  );
}

/** Statements of a router within a router: routes and guards alone. */
function router0(version: ExpressVersion): Lines {
  const method = fc.constantFrom(...METHODS);
  const route = fc
    .tuple(method, path(version), guardList, handler)
    .map(([verb, at, guards, end]) => `$.${verb}(${[at, ...guards, end].join(', ')});`);
  return fc.array(
    fc.oneof(
      route,
      guardName.map((one) => `$.use(${one});`),
    ),
    { minLength: 1, maxLength: 3 },
  );
}
