// Programs in the styles of published packages: as compilers write them, with factories, defaults and late parts.
import type { App } from './registered-apps';

const HANDLER = '(req, res) => res.json({})';

/** What TypeScript puts in front of a module that it compiles to CommonJS. */
const TYPESCRIPT = `"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
  if (k2 === undefined) k2 = k;
  Object.defineProperty(o, k2, { enumerable: true, get: function() { return m[k]; } });
}) : (function(o, m, k, k2) { if (k2 === undefined) k2 = k; o[k2] = m[k]; }));
var __exportStar = (this && this.__exportStar) || function(m, exports) {
  for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
var __importDefault = (this && this.__importDefault) || function (mod) {
  return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
`;

const BABEL = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = void 0;
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
`;

export const STYLES: readonly App[] = [
  {
    name: 'what TypeScript compiles to CommonJS',
    files: {
      'app.js': `${TYPESCRIPT}
const express_1 = __importDefault(require("express"));
const routes_1 = require("./routes");
const status_1 = __importDefault(require("./status"));
const app = (0, express_1.default)();
app.use('/api', (0, routes_1.makeRoutes)());
app.use('/more', routes_1.more);
app.use(status_1.default);
module.exports = app;`,
      'routes/index.js': `${TYPESCRIPT}
exports.more = void 0;
__exportStar(require("./make"), exports);
const more_1 = require("./more");
Object.defineProperty(exports, "more", { enumerable: true, get: function () { return more_1.router; } });`,
      'routes/make.js': `${TYPESCRIPT}
exports.makeRoutes = makeRoutes;
const express_1 = require("express");
class Routes {
  constructor() {
    this.router = (0, express_1.Router)();
    this.router.get('/users', ${HANDLER});
    this.router.route('/users/:id').put(${HANDLER}).delete(${HANDLER});
  }
}
function makeRoutes() { return new Routes().router; }`,
      'routes/more.js': `${TYPESCRIPT}
exports.router = void 0;
const express_1 = __importDefault(require("express"));
exports.router = express_1.default.Router();
exports.router.post('/', ${HANDLER});`,
      'status.js': `${TYPESCRIPT}
const express_1 = __importDefault(require("express"));
const router = express_1.default.Router();
router.get('/status', ${HANDLER});
exports.default = router;`,
    },
  },
  {
    name: 'what Babel and swc compile',
    files: {
      'app.js': `${BABEL}
var _express = _interopRequireDefault(require("express"));
var _users = _interopRequireDefault(require("./users"));
var _parts = require("./parts");
const app = (0, _express.default)();
app.use("/users", _users.default);
(0, _parts.addParts)(app);
module.exports = app;`,
      'users.js': `${BABEL}
var _express = require("express");
const router = (0, _express.Router)();
router.get("/", ${HANDLER});
var _default = exports.default = router;`,
      'parts.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function _export(target, all) {
  for (var name in all) Object.defineProperty(target, name, { enumerable: true, get: all[name] });
}
_export(exports, { addParts: function () { return addParts; } });
function addParts(app) { app.get("/parts", ${HANDLER}); }`,
    },
  },
  {
    name: 'async functions that a compiler wrote as generators',
    files: {
      'app.js': `var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
  return new Promise(function (resolve, reject) {
    function step(result) { result.done ? resolve(result.value) : Promise.resolve(result.value).then(next, reject); }
    function next(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
    generator = generator.apply(thisArg, _arguments || []);
    next();
  });
};
const app = require('express')();
const settings = () => __awaiter(void 0, void 0, void 0, function* () { return { path: '/late' }; });
const start = () => __awaiter(void 0, void 0, void 0, function* () {
  const { path } = yield settings();
  app.get(path, ${HANDLER});
});
app.get('/early', ${HANDLER});
start();
module.exports = app;`,
    },
  },
  {
    name: 'apps that one factory makes, and methods of a class that makes one',
    files: {
      'app.js': `const Server = require('./server');
module.exports = Server.build({ port: 1 });`,
      'make.js': `const express = require('express');
module.exports = (name) => {
  const app = express();
  app.get('/' + name + '/health', ${HANDLER});
  return app;
};`,
      'server.js': `const make = require('./make');
class Base {
  constructor() { this.app = make('main'); this.routes(); }
  routes() {}
}
module.exports = class Server extends Base {
  static build(options) { return new Server(options).app; }
  routes() {
    this.app.use('/admin', make('admin'));
    for (const [method, path] of Server.table()) this.app[method](path, ${HANDLER});
  }
  static table() { return [['get', '/a'], ['post', '/b']]; }
};`,
    },
  },
  {
    name: 'paths with defaults, and rounds that are left out',
    files: {
      'app.js': `const express = require('express');
const app = express();
const base = process.env.AUTHLINT_NO_SUCH_BASE || '/api';
const defaults = { prefix: '/v1', off: ['b'] };
function mount(options) {
  const { prefix, off } = Object.assign({}, defaults, options);
  const router = express.Router();
  for (const name of ['a', 'b', 'c', 'd']) {
    if (off.includes(name)) continue;
    router.get('/' + name, ${HANDLER});
    if (name === 'c') break;
  }
  app.use(\`\${base}\${prefix}\`, router);
}
mount();
mount({ prefix: '/v2', off: [] });
module.exports = app;`,
    },
  },
];
