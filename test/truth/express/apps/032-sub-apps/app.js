const express = require('express');
const admin = require('./admin');
const app = express();
app.use(['/admin', '/manage'], admin);
app.get('/', (req, res) => res.send('home'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
