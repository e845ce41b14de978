var express = require('express');
var passport = require('passport');
var bodyParser = require('body-parser');
var config = require('./config/config');

var app = express();
app.use(bodyParser.urlencoded({ extended: false }));
app.use(bodyParser.json());
app.use(passport.initialize());

require('./config/strategies')(passport, config);
require('./app/routes/users')(app, passport, config);
require('./app/routes/articles')(app, passport);

app.use(function (req, res) {
  res.status(404).json({ url: req.originalUrl, error: 'Not found' });
});

exports = module.exports = app;
