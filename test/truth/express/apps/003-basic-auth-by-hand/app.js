const express = require('express');
const { requirePassword } = require('./lib/password');
const app = express();
app.get('/status', (req, res) => res.json({ up: true }));
app.use(requirePassword('Reports'));
app.get('/reports/:year', (req, res) => res.json({ year: req.params.year }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
