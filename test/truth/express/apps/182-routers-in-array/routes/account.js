const express = require('express');
const guard = require('../guard');
const account = express.Router({ mergeParams: true });

account.all('*', guard);
account.get('/account', (req, res) => res.json(req.member));
account.patch('/account', (req, res) => res.json({ ...req.member, ...req.body }));

module.exports = account;
