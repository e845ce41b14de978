const express = require('express');
const passport = require('passport');
require('./strategies')(passport);
const api = require('./api');
const app = express();
app.use('/api/v1', api(passport));
app.use((req, res) => res.status(404).json({ error: 'no such thing' }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
