// Programs that find their routes by themselves: in folders, in tables of their own, in lists that settings make longer.
import type { App } from './registered-apps';

const HANDLER = '(req, res) => res.json({})';

const ITEMS = `const router = require('express').Router();
router.get('/', ${HANDLER});
router.get('/:id', ${HANDLER});
module.exports = router;`;

const NOTES = `module.exports = (app) => {
  app.get('/notes', ${HANDLER});
  app.post('/notes', ${HANDLER});
};`;

export const LOADERS: readonly App[] = [
  {
    name: 'each file of a folder is a router',
    files: {
      'app.js': `const fs = require('fs');
const path = require('path');
const express = require('express');
const app = express();
const dir = path.join(__dirname, 'routes');
fs.readdirSync(dir).forEach((file) => {
  app.use('/' + path.basename(file, '.js'), require(path.join(dir, file)));
});
module.exports = app;`,
      'routes/items.js': ITEMS,
      'routes/parts.js': ITEMS,
    },
  },
  {
    name: 'an index that loads its neighbours, but itself',
    files: {
      'app.js': `const express = require('express');
const app = express();
require('./routes')(app);
module.exports = app;`,
      'routes/index.js': `const { readdirSync } = require('node:fs');
const { basename, extname } = require('node:path');
module.exports = (app) => {
  const own = basename(__filename);
  const files = readdirSync(__dirname).filter((file) => file.indexOf('.') !== 0 && file !== own && file.slice(-3) === '.js');
  for (const file of files) {
    const name = file.split('.')[0];
    const router = require(\`./\${file}\`);
    app.use(\`/api/\${name}\`, router);
  }
  if (extname(own) !== '.js') app.get('/never', ${HANDLER});
};`,
      'routes/items.js': ITEMS,
      'routes/users.routes.js': ITEMS,
      'routes/readme.md': 'nothing',
    },
  },
  {
    name: 'a folder in folders, told by their types',
    files: {
      'app.js': `const fs = require('fs');
const path = require('path');
const app = require('express')();
function load(folder, prefix) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) load(full, \`\${prefix}/\${entry.name}\`);
    else if (/\\.js$/.test(entry.name)) app.use(\`\${prefix}/\${path.parse(entry.name).name}\`, require(full));
  }
}
load(path.resolve(__dirname, 'api'), '');
module.exports = app;`,
      'api/v1/items.js': ITEMS,
      'api/v1/admin/users.js': ITEMS,
      'api/status.js': ITEMS,
    },
  },
  {
    name: 'folders that statSync tells from files',
    files: {
      'app.js': `const fs = require('fs');
const app = require('express')();
const root = __dirname + '/modules/';
const names = fs.readdirSync(root).filter((name) => fs.statSync(root + name).isDirectory());
names.map((name) => require(root + name + '/routes')).forEach((register) => register(app));
module.exports = app;`,
      'modules/notes/routes.js': NOTES,
      'modules/other/routes.js': `module.exports = (app) => { app.delete('/others/:id', ${HANDLER}); };`,
      'modules/list.txt': '',
    },
  },
  {
    name: 'modules that an index puts into its exports',
    files: {
      'app.js': `const app = require('express')();
const controllers = require('./controllers');
Object.keys(controllers).forEach((name) => controllers[name](app));
module.exports = app;`,
      'controllers/index.js': `require('fs')
  .readdirSync(__dirname + '/')
  .forEach(function (file) {
    if (file.match(/.+\\.js$/g) !== null && file !== 'index.js') {
      var name = file.replace('.js', '');
      exports[name] = require('./' + file);
    }
  });`,
      'controllers/notes.js': NOTES,
      'controllers/tasks.js': `module.exports = (app) => { app.put('/tasks/:id', ${HANDLER}); };`,
    },
  },
  {
    name: 'a class with a table of its routes, others that extend it and call it',
    files: {
      'app.js': `const express = require('express');
const { ItemsRouter, UsersRouter, Table } = require('./tables');
const app = express();
const tables = [new ItemsRouter(), new UsersRouter()];
if (process.env.NO_LEGACY !== '1') tables.push(new ItemsRouter('/legacy'));
const all = tables.reduce((list, one) => list.concat(one.routes), []);
app.use('/api', new Table(all).router());
module.exports = app;`,
      'tables.js': `const express = require('express');
class Table {
  constructor(routes = [], prefix = '') {
    this.routes = routes;
    this.prefix = prefix;
    this.fill();
  }
  fill() {}
  add(method, path, ...handlers) {
    let handler = handlers[0];
    if (handlers.length > 1) handler = (req, res, next) => handlers.at(-1)(req, res, next);
    this.routes.push({ method, path: this.prefix + path, handler });
  }
  router() {
    const router = express.Router();
    this.routes.forEach(({ method, path, handler }) => {
      router[method.toLowerCase()].call(router, path, handler);
    });
    return router;
  }
}
class ItemsRouter extends Table {
  constructor(prefix) {
    super([], prefix);
  }
  fill() {
    this.add('GET', '/items', ${HANDLER});
    this.add('POST', '/items', ${HANDLER}, ${HANDLER});
  }
}
class UsersRouter extends ItemsRouter {
  fill() {
    super.fill();
    this.add('DELETE', '/users/:id', ${HANDLER});
  }
}
module.exports = { Table, ItemsRouter, UsersRouter };`,
    },
  },
  {
    name: 'middlewares in lists that settings make longer',
    files: {
      'app.js': `const express = require('express');
const app = express();
const first = [express.json()];
if (process.env.VERBOSE !== 'never') first.push((req, res, next) => next());
const routers = [['/a', require('./items')]];
if (process.env.WITHOUT_B !== 'yes') {
  const more = [];
  more.push(['/b', require('./items')]);
  routers.push(...more);
}
app.use(first);
for (const [path, router] of routers) app.use(path, router);
[...routers, ['/c', require('./items')]].forEach(([path, router]) => app.use('/again' + path, ...first, router));
module.exports = app;`,
      'items.js': ITEMS,
    },
  },
  {
    name: 'decorators of the program as TypeScript compiles them',
    files: {
      'app.js': `var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
  var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
  for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
  return c > 3 && r && Object.defineProperty(target, key, r), r;
};
const express = require('express');
const app = express();
const table = [];
const route = (method, path) => (target, key) => { table.push({ method, path, key }); };
const prefix = (path) => (made) => { made.prefix = path; };
let Items = class Items {
  list(req, res) { res.json([]); }
  remove(req, res) { res.json({}); }
};
__decorate([route('get', '/')], Items.prototype, 'list', null);
__decorate([route('delete', '/:id')], Items.prototype, 'remove', null);
Items = __decorate([prefix('/items')], Items);
const items = new Items();
for (const { method, path, key } of table) app[method](Items.prefix + path, (req, res) => items[key](req, res));
module.exports = app;`,
    },
  },
  {
    name: 'routes that are read from JSON files',
    files: {
      'app.js': `const fs = require('fs');
const path = require('path');
const app = require('express')();
const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, 'config', name + '.json'), 'utf-8'));
for (const { method, path: at } of read('routes')) app[method](at, ${HANDLER});
Object.entries(JSON.parse(fs.readFileSync(__dirname + '/config/pages.json').toString())).forEach(([page, { at }]) => {
  app.get('/' + at.join('/') + '/' + page, ${HANDLER});
});
module.exports = app;`,
      'config/routes.json': '[{ "method": "get", "path": "/items" }, { "method": "post", "path": "/items" }]',
      'config/pages.json': '{ "home": { "at": ["en", "pages"] }, "2": { "at": [] } }',
    },
  },
];
