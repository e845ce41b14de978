const express = require('express');
const jwt = require('express-jwt');
const app = express();
const authenticate = jwt({ secret: 'old-secret', algorithms: ['HS256'] });
const authorize = (...roles) => (req, res, next) => (roles.includes(req.user.role) ? next() : res.status(403).json({ message: 'Forbidden' }));
app.get('/', (req, res) => res.send('home'));
app.get('/staff', authenticate, authorize('admin', 'staff'), (req, res) => res.json(req.user));
app.delete('/staff/:id', authenticate, authorize('admin'), (req, res) => res.sendStatus(204));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
