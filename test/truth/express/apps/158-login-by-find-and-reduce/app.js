const express = require('express');
const { compose } = require('./lib/compose');
const session = require('./api/session');
const belts = require('./api/belts');
const requireKey = require('./lib/require-key');

const app = express();
app.disable('x-powered-by');
const mount = (routes) => routes.forEach(([verb, path, ...handlers]) => app[verb](path, handlers));
compose(app, express.json());
mount(session.routes);
compose(app, requireKey);
mount(belts.routes);
module.exports = { app };
