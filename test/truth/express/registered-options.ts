// Programs with options: defaults that are put where nothing was given, and classes of packages that a program adds to.
import type { App } from './registered-apps';

const HANDLER = '(req, res) => res.json({})';

/** A package that reads a command line, as they do: what is given becomes members of the command. */
const COMMAND = `class Command {
  constructor() { this.args = []; this.flags = []; }
  option(flag) { this.flags.push(flag); return this; }
  parse(argv) {
    for (const word of argv.slice(2)) {
      const [name, value] = word.split('=');
      if (this.flags.includes(name)) this[name.slice(2)] = value;
    }
    return this;
  }
}
module.exports = { Command };`;

const DEFINITIONS = `exports.definitions = {
  prefix: { env: 'KIT_PREFIX', help: 'where', default: '/kit' },
  pages: { env: 'KIT_PAGES', default: {} },
  name: { env: 'KIT_NAME', required: true },
};`;

export const OPTIONS: readonly App[] = [
  {
    name: 'defaults of a table, where an option was not given',
    files: {
      'app.js': `const express = require('express');
const { definitions } = require('./definitions');
const defaults = Object.keys(definitions).reduce((all, key) => {
  const one = definitions[key];
  if (Object.prototype.hasOwnProperty.call(one, 'default')) all[key] = one.default;
  return all;
}, {});
const has = {}.hasOwnProperty;
function withDefaults(options) {
  Object.keys(defaults).forEach((key) => {
    if (!Object.prototype.hasOwnProperty.call(options, key)) options[key] = defaults[key];
  });
  if (!has.call(options, 'tail')) options.tail = '/tail' + options.prefix;
  if (!('name' in options)) options.name = '/no-name';
  if (!options.hasOwnProperty('size')) options.size = '/s';
  return options;
}
const app = express();
const add = (given) => {
  const options = withDefaults(given);
  if (Object.hasOwn(options, 'hidden')) app.get('/never', ${HANDLER});
  app.get(options.prefix + options.tail + options.name + options.size, ${HANDLER});
};
add({});
add({ prefix: '/mine', tail: '', name: '' });
const changed = { prefix: '/gone', hidden: true };
delete changed.prefix;
delete changed['hidden'];
add(changed);
module.exports = app;`,
      'definitions.js': DEFINITIONS,
    },
  },
  {
    name: 'a command of a package that the program gives more methods, and its options',
    perhaps: ['GET /(unknown)/items'],
    files: {
      'app.js': `const { Command } = require('acme-command');
const { definitions } = require('./definitions');
Command.prototype.define = function (all) {
  Object.keys(all).reduce((command, key) => command.option('--' + key), this);
};
Command.prototype.fill = function (values) {
  Object.keys(values).forEach((key) => {
    if (!Object.prototype.hasOwnProperty.call(this, key)) this[key] = values[key];
  });
};
Command.prototype.parseOnly = Command.prototype.parse;
Command.prototype.parse = function (argv, env) {
  this.parseOnly(argv);
  const fromEnvironment = Object.keys(definitions).reduce((all, key) => {
    if (env[definitions[key].env]) all[key] = env[definitions[key].env];
    return all;
  }, {});
  this.fill(fromEnvironment);
  this.fill({ prefix: definitions.prefix.default });
};
Command.prototype.all = function () {
  return Object.keys(definitions).reduce((options, key) => {
    if (typeof this[key] !== 'undefined') options[key] = this[key];
    return options;
  }, {});
};
const command = new Command();
command.define(definitions);
command.parse(process.argv.slice(0, 2), {});
const createServer = require('./server');
module.exports = createServer(command.all());`,
      'server.js': `const express = require('express');
module.exports = (options) => {
  if (!Object.hasOwn(options, 'prefix')) options.prefix = '/kit';
  const app = express();
  const router = express.Router();
  router.get('/items', ${HANDLER});
  app.use(options.prefix, router);
  return app;
};`,
      'definitions.js': DEFINITIONS,
      'node_modules/acme-command/package.json': '{ "name": "acme-command" }',
      'node_modules/acme-command/index.js': COMMAND,
    },
  },
  {
    name: 'a package that maps texts to methods of controllers, as Babel compiles it',
    files: {
      'app.js': `const express = require('express');
const mapRoutes = require('acme-mapper');
const app = express();
app.use('/public', mapRoutes({ 'GET  /users': 'Users.list', 'POST /users': 'Users.add' }, __dirname + '/api/'));
app.use('/old', mapRoutes({ 'GET /teams': 'Teams.list' }, __dirname + '/api/', [(req, res, next) => next()]));
module.exports = app;`,
      'api/Users.js': `module.exports = () => ({ list: ${HANDLER}, add: ${HANDLER} });`,
      'api/Teams.js': `module.exports = function Teams() { this.list = ${HANDLER}; };`,
      'node_modules/acme-mapper/package.json':
        '{ "name": "acme-mapper", "dependencies": { "express": "*" } }',
      'node_modules/acme-mapper/index.js': `"use strict";
var _express = _interopRequireDefault(require("express"));
var _util = require("util");
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
function _toConsumableArray(list) { return [].concat(list); }
var isMaker = function isMaker(func) {
  try { new func(); } catch (err) { return false; }
  return true;
};
var map = function map(routes, path) {
  var general = arguments.length > 2 && arguments[2] !== undefined ? arguments[2] : [];
  var router = _express.default.Router();
  Object.entries(routes).forEach(function (value) {
    var _middlewares;
    var middlewares = [];
    (_middlewares = middlewares).push.apply(_middlewares, _toConsumableArray(general));
    var words = [].slice.call(value[0].replace(/\\s\\s+/g, ' ').split(' '));
    var named = _util.isArray(value[1]) ? value[1] : value[1].split('.');
    var maker = require("".concat(path).concat(named[0]));
    var controller = isMaker(maker) ? new maker() : maker();
    router.route(words[1])[words[0].toLocaleLowerCase()](middlewares, controller[named[1]]);
  });
  return router;
};
module.exports = map;`,
    },
  },
  {
    name: 'a server of a package, of many files, whose app is mounted',
    files: {
      'app.js': `const express = require('express');
const { Server } = require('acme-server');
const app = express();
const server = new Server({ name: 'x', pages: { endpoint: 'seiten' } });
const other = new Server({ name: 'y' });
app.use('/one', server.app);
app.use('/two', other.app);
module.exports = app;`,
      'node_modules/acme-server/package.json':
        '{ "name": "acme-server", "dependencies": { "express": "*" } }',
      'node_modules/acme-server/index.js': `const express = require('express');
const { definitions } = require('./definitions');
const parts = [${Array.from({ length: 70 }, (_, i) => `require('./parts/${i}')`).join(', ')}];
class Routes {
  constructor(pages = {}) {
    this.routes = [];
    const endpoint = pages.endpoint ? pages.endpoint : 'pages';
    this.route('GET', '/' + endpoint + '/first');
    for (const more of pages.more || []) this.route(more.method, '/' + endpoint + '/' + more.path);
    for (const more of JSON.parse(process.env.ACME_ROUTES || '[]')) this.route(more.method, more.path);
    this.route('POST', '/' + endpoint + '/last');
  }
  route(method, path) { this.routes.push({ method, path }); }
  router() {
    const router = express.Router();
    this.routes.forEach(({ method, path }) => router[method.toLowerCase()].call(router, path, ${HANDLER}));
    return router;
  }
}
exports.Server = class {
  constructor(options) {
    for (const key of Object.keys(definitions)) {
      if (!Object.prototype.hasOwnProperty.call(options, key)) options[key] = definitions[key].default;
    }
    this.options = Object.assign({}, options);
  }
  get app() {
    if (!this.made) this.made = this.make();
    return this.made;
  }
  make() {
    const app = express();
    app.use('/', new Routes(this.options.pages).router());
    for (const part of parts) if (part.path) app.get(part.path, ${HANDLER});
    return app;
  }
};`,
      'node_modules/acme-server/definitions.js': DEFINITIONS,
      ...Object.fromEntries(
        Array.from({ length: 70 }, (_, i) => [
          `node_modules/acme-server/parts/${i}.js`,
          i % 35 === 0 ? `exports.path = '/part/${i}';` : '',
        ]),
      ),
    },
  },
];
