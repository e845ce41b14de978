const express = require('express');
const { expressjwt: jwt } = require('express-jwt');
const config = require('./config.json');
const app = express();
const open = ['/auth/login', '/invitations/:code'];
app.use(jwt({ secret: config.secret, algorithms: ['HS256'] }).unless({ path: open }));
app.post('/auth/login', (req, res) => res.json({}));
app.get('/invitations/:code', (req, res) => res.json({ code: req.params.code }));
app.get('/me', (req, res) => res.json(req.auth));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
