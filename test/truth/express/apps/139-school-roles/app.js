const express = require('express');
const app = express();
const authJwt = require('./app/middleware/authJwt');
const controller = require('./app/controllers/user.controller');

app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(function (req, res, next) {
  res.header('Access-Control-Allow-Headers', 'x-access-token, Origin, Content-Type, Accept');
  next();
});

app.get('/api/test/all', controller.allAccess);
app.get('/api/test/user', [authJwt.verifyToken], controller.userBoard);
app.get('/api/test/admin', [authJwt.verifyToken, authJwt.isAdmin], controller.adminBoard);

module.exports = app;
