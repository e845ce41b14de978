const express = require('express');
const cors = require('cors');
const app = express();
const guard = (req, res, next) => (req.headers['x-token'] ? next() : res.status(403).send('no'));
app.options('/feed', cors());
app.get('/feed', cors(), (req, res) => res.json([]));
app.all('/intern/*', guard);
app.get('/intern/list', (req, res) => res.json([]));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
