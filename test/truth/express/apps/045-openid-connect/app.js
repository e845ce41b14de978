const express = require('express');
const { auth, requiresAuth } = require('express-openid-connect');
const app = express();
app.use(auth({ authRequired: false, issuerBaseURL: 'https://id.example', baseURL: 'http://localhost:3000', clientID: 'c', secret: 'a long secret for the cookie of sessions', errorOnRequiredAuth: true }));
app.get('/', (req, res) => res.send(req.oidc.isAuthenticated() ? 'in' : 'out'));
app.get('/profile', requiresAuth(), (req, res) => res.send('you'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
