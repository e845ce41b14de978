const express = require('express');
const routes = require('./routes');
const wrap = require('./wrap');
const app = express();
app.use(express.json());
for (const [route, handlers] of Object.entries(routes)) {
  const [verb, path] = route.split(/\s+/);
  const list = Array.isArray(handlers) ? handlers : [handlers];
  app[verb.toLowerCase()](path, ...list.map(wrap));
}
app.use((err, req, res, next) => {
  const { status = 500, message } = err;
  res.status(status).json({ error: status < 500 ? message : 'internal error' });
});
module.exports = app;
