'use strict';
const express = require('express');
const { accountRoutes, sessionRoutes } = require('./routes');

const app = express();
app.use(express.json());
app.use('/v2', [accountRoutes, sessionRoutes]);

module.exports = app;
if (!module.parent) app.listen(3000);
