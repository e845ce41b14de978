const express = require('express');
const dashboard = express.Router();
dashboard.get('/', (req, res) => res.send('dashboard'));
dashboard.get('/sales', (req, res) => res.send('sales'));
const app = express();
const guard = (req, res, next) => (req.get('authorization') === 'Bearer d' ? next() : res.sendStatus(401));
app.all('/dashboard/*', guard);
app.use('/dashboard', dashboard);

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
