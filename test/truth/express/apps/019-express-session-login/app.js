const express = require('express');
const session = require('express-session');
const account = require('./routes/account');
const app = express();
app.set('trust proxy', 1);
app.use(session({ secret: 'keyboard', resave: false, saveUninitialized: false, cookie: { secure: true, sameSite: 'lax' } }));
app.use('/account', account);

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
