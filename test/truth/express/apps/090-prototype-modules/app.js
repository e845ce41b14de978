var express = require('express');
var Auth = require('./lib/auth');
var app = express();
var auth = new Auth({ realm: 'Old place', users: { bob: 'builder' } });

app.get('/', function (req, res) { res.end('hi'); });
app.get('/tools', auth.required(), function (req, res) { res.end('hammer'); });
app.use(function (err, req, res, next) {
  if (err instanceof Auth.Denied) {
    res.setHeader('WWW-Authenticate', 'Basic realm="' + err.realm + '"');
    res.statusCode = 401;
    return res.end(err.message);
  }
  next(err);
});
module.exports = app;
