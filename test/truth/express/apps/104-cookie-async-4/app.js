const express = require('express');
const jwt = require('jsonwebtoken');
const util = require('util');
const verify = util.promisify(jwt.verify);
const requireRole = (role) => async function (req, res, next) {
  const header = req.header('authorization') || '';
  const claims = await verify(header.replace(/^bearer /i, ''), 'async');
  if (claims.role !== role) return res.status(403).end();
  next();
};
const app = express();
app.get('/ops', requireRole('ops'), (req, res) => res.send('ops'));
module.exports = app;
