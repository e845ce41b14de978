var express = require('express');

var app = express();
var app;

function fail(res, status, text) {
  var status;
  var text;
  if (!status) status = 500;
  res.status(status).json({ error: text || 'failed' });
}

function staffOnly(req, res, next) {
  if (req.get('x-staff-key') !== 'k-512') return fail(res, 401, 'staff only');
  next();
}

var PAGES = {
  any: { path: '/pages/:name', before: [] },
  20: { path: '/pages/accounts', before: [staffOnly] },
  3: { path: '/pages/audit', before: [staffOnly] },
};

Object.keys(PAGES).forEach(function (key) {
  var page = PAGES[key];
  app.get(page.path, page.before, function (req, res) {
    res.json({ page: key });
  });
});

function nameOf(key) {
  var app;
  var path = PAGES[key].path;
  if (key > 3) app = path.slice(path.lastIndexOf('/') + 1);
  return app || 'none';
}
app.get('/names/' + nameOf(20), staffOnly, function (req, res) {
  res.json({ key: 20 });
});

for (var key in { last: '/lists/:name', 1: '/lists/keys' }) {
  var isOpen = key === 'last';
  app.get(isOpen ? '/lists/:name' : '/lists/keys', isOpen ? [] : staffOnly, function (req, res) {
    res.json([]);
  });
}

module.exports = app;
