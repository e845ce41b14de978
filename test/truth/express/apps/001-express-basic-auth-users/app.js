const express = require('express');
const basicAuth = require('express-basic-auth');
const staff = require('./staff');

const app = express();
app.disable('x-powered-by');
app.get('/', (req, res) => res.send('welcome'));
app.use('/staff', basicAuth({ users: { anna: 'tulip', ben: 'rose' }, challenge: true, realm: 'Staff' }), staff);

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
