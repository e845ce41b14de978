var express = require('express');
var jwt = require('jsonwebtoken');
var app = express();

app.set('secret', 'app-secret');

var auth = function (req, res, next) {
  var token = req.query.token || req.headers['x-access-token'];
  if (!token) {
    return res.status(403).send({ success: false, message: 'No token provided.' });
  }
  jwt.verify(token, app.get('secret'), function (err, decoded) {
    if (!err) {
      req.decoded = decoded;
    }
    next();
  });
};

var api = express.Router();
api.use(auth);
api.get('/', function (req, res) { res.json({ message: 'welcome' }); });
api.get('/users', function (req, res) { res.json([{ name: 'n' }]); });
app.use('/api', api);
module.exports = app;
