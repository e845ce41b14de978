const express = require('express');
const { check, checked } = require('./settings');

const app = express();

// A module that throws when it is loaded: what stands behind it is not reached.
try {
  require('./tracing');
  app.use((req, res) => res.sendStatus(403));
} catch (error) {
  app.get('/tracing', (req, res) => res.sendStatus(401));
}

let guard = (req, res, next) => next();
try {
  const strict = require('./strict');
  guard = strict.guard;
  check({ port: 'x' });
  guard = (req, res) => res.sendStatus(503);
} catch {
  app.get('/strict', guard, (req, res) => res.send('strict'));
} finally {
  app.get('/finally', guard, (req, res) => res.send('finally'));
}

try {
  if (checked({ port: 'x' })) app.use((req, res) => res.sendStatus(500));
  check({ port: 80 });
  app.get('/right', (req, res) => res.sendStatus(204));
} catch (error) {
  throw error;
}

function load(name) {
  try {
    return require(name);
  } catch {
    return null;
  }
}
if (load('./tracing')) app.use((req, res) => res.sendStatus(500));
if (load('./strict')) app.get('/loaded', (req, res) => res.sendStatus(403));
app.get('/last', (req, res) => res.sendStatus(401));
module.exports = app;
