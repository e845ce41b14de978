const express = require('express');
const basicAuth = require('express-basic-auth');
const { checkCredentials } = require('./lib/users');

const app = express();
const adminAuth = basicAuth({
  authorizer: (username, password, cb) => {
    checkCredentials(username, password).then((ok) => cb(null, ok), (err) => cb(err));
  },
  authorizeAsync: true,
  challenge: true,
  realm: 'Printers',
});
const monitorAuth = basicAuth({ users: { monitor: 'monitor-pass' }, challenge: true });

app.get('/', (req, res) => res.send('printers'));
app.get('/admin', adminAuth, (req, res) => res.send('admin'));
app.get('/monitor', monitorAuth, (req, res) => res.send('monitor'));

module.exports = app;
