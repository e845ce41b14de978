// An app in the style of the first years of Express: parts find each other by global names.
express = require('express');
global.base = '/api';
globalThis.settings = { prefix: '/v1' };
global.attempt = (handler) => async (req, res, next) => {
  try {
    res.json(await handler(req));
  } catch (error) {
    next(error);
  }
};
app = express();
require('./guards');
require('./routes');
app.use(settings.prefix, reports);
app.use((error, req, res, next) => res.status(error.status || 500).json({ error: error.message }));

module.exports = app;
