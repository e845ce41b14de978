const express = require('express');
const basicAuth = require('express-basic-auth');

const app = express();
const guard = basicAuth({ authorizer: (user, password) => basicAuth.safeCompare(user, 'root') & basicAuth.safeCompare(password, 'toor') });
app.get('/health', (req, res) => res.send('ok'));
app.get('/admin', guard, (req, res) => res.send('admin'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
