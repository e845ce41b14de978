const express = require('express');
const session = require('express-session');
const hooks = require('./routes/hooks');
const deploys = require('./routes/deploys');
const people = require('./middleware/people');

const app = express();
app.use(session({ secret: 's', resave: false, saveUninitialized: false }));
app.use('/session', people.router);
app.use(people.only);
[['/webhooks', hooks], ['/deploys', deploys]].forEach(([path, router]) => app.use(path, router));
module.exports = app;
