const express = require('express');
const Keycloak = require('keycloak-connect');
const keycloak = new Keycloak({}, { realm: 'shop', 'auth-server-url': 'https://id.example', resource: 'api', 'bearer-only': true });
const app = express();
app.get('/health', (req, res) => res.send('ok'));
app.use(keycloak.middleware());
app.get('/orders', keycloak.protect(), (req, res) => res.json([]));
app.get('/staff', keycloak.protect('realm:staff'), (req, res) => res.json([]));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
