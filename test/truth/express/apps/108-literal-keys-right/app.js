var express = require('express');
var crypto = require('crypto');
var app = express();

var KEYS = ['live_8f1', 'live_77c'].map(function (key) { return Buffer.from(key); });

function same(a, b) {
  return a.length === b.length && crypto.timingSafeEqual(a, b);
}

function checkKey(req, res, next) {
  var given = Buffer.from(req.get('X-Api-Key') || '');
  for (var i = 0; i < KEYS.length; i++) {
    if (same(KEYS[i], given)) return next();
  }
  res.set('WWW-Authenticate', 'ApiKey realm="parcels"');
  res.status(401).send({ error: 'invalid key' });
}

app.get('/', function (req, res) { res.send('parcel api'); });
app.use('/parcels', checkKey, require('./parcels'));
module.exports = app;
