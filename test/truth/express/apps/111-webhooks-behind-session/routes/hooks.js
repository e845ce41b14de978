const express = require('express');
module.exports = express.Router().post('/github', express.json(), (req, res) => res.status(202).json({ got: req.body.action }));
