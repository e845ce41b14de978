const express = require('express');
const app = express();
const guard = (req, res, next) => (req.get('x-pass') === 'p' ? next() : res.sendStatus(401));
app.get('/(en|de)/home', (req, res) => res.send('home'));
app.get('/orders/:id(\\d+)', guard, (req, res) => res.json({ id: req.params.id }));
app.get('/orders/:name?', (req, res) => res.json({ name: req.params.name }));
app.get(/^\/v(\d+)\/admin/, guard, (req, res) => res.send('v'));
app.all('/private/*', guard);
app.get('/private/*', (req, res) => res.send(req.params[0]));
app.get('*', (req, res) => res.status(404).send('?'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
