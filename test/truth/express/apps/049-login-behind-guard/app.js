const express = require('express');
const guard = require('./guard');
const app = express();
app.use(express.json());
app.use(guard);
app.use('/auth', require('./auth'));
app.get('/notes', (req, res) => res.json([]));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
