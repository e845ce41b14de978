const express = require('express');
const auth = require('basic-auth');
const realms = {
  staff: { title: 'Staff "only"', users: { ann: 'a' } },
  press: { title: 'Press', users: { bob: 'b', eve: 'e' } },
};
const app = express();
const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;
for (const [path, { title, users }] of Object.entries(realms)) {
  const challenge = `Basic realm=${quoted(title)}, charset="UTF-8"`;
  app.use(`/${path}`, (req, res, next) => {
    const given = auth(req);
    const isKnown = given !== undefined && Object.hasOwn(users, given.name) && users[given.name] === given.pass;
    if (!isKnown) return res.status(401).set('WWW-Authenticate', challenge).end();
    res.locals.user = given.name;
    next();
  });
  app.get(`/${path}`, (req, res) => res.send(`${path} ${res.locals.user}`));
}
app.get('/', (req, res) => res.json(Object.keys(realms)));
module.exports = app;
