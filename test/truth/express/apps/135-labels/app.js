const express = require('express');

const app = express();
const RULES = [
  { path: '/reports', methods: ['GET', 'HEAD'], role: 'staff' },
  { path: '/admin', methods: ['GET', 'POST'], role: 'admin' },
  { path: '/', methods: ['GET'], role: null },
];

/** The first rule whose path and method are the request's says which role is asked for. */
function roleOf(req) {
  let role = 'nobody';
  rules: for (let i = 0; i < RULES.length; i++) {
    const { path, methods, role: asked } = RULES[i];
    if (!req.path.startsWith(path)) continue;
    for (const method of methods) {
      if (method !== req.method) continue;
      role = asked;
      break rules;
    }
  }
  return role;
}

app.use((req, res, next) => {
  const role = roleOf(req);
  if (role === null) return next();
  if (req.get('x-role') === role) return next();
  return res.sendStatus(req.get('x-role') === undefined ? 401 : 403);
});

/** A key with a dot or a blank in it is no key: the loop goes on with the next one. */
app.get('/reports/keys', (req, res) => {
  const keys = (req.get('x-keys') ?? '').split(',');
  const good = [];
  let i = 0;
  next: while (i < keys.length) {
    const key = keys[i++];
    let j = 0;
    do {
      if (key[j] === '.' || key[j] === ' ') continue next;
      j++;
    } while (j < key.length);
    good.push(key);
  }
  return good[0] === 'k1' ? res.sendStatus(204) : res.sendStatus(401);
});

app.get('/block', (req, res) => {
  let status = 200;
  check: {
    if (req.get('x-key') === 'k') break check;
    for (const one of ['a', 'b']) {
      if (req.get('x-key') === one) break check;
    }
    status = 401;
  }
  res.sendStatus(status);
});

// What the program does at its start.
const SKIPPED = ['b'];
names: for (const name of ['a', 'b', 'c', 'd']) {
  for (let i = 0; i < SKIPPED.length; i++) {
    if (SKIPPED[i] === name) continue names;
    if (name === 'd') break names;
  }
  app.post(`/${name}`, (req, res) => res.send(name));
  app.get(`/${name}`, (req, res) => res.sendStatus(403));
}

// How often this runs is not known, and it leaves no more than itself.
for (const one of process.argv) {
  if (one.startsWith('-')) continue;
  if (one.length > 1000) break;
}
app.get('/after', (req, res) => res.sendStatus(401));
app.get('/admin', (req, res) => res.send('admin'));
app.get('/reports', (req, res) => res.send('reports'));

module.exports = app;
