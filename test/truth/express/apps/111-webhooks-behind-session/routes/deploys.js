const { Router } = require('express');
const r = (module.exports = Router());
r.get('/', (req, res) => res.json([]));
