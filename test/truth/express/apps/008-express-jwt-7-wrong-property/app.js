const express = require('express');
const { expressjwt } = require('express-jwt');
const app = express();
const authenticated = expressjwt({ secret: 'k', algorithms: ['HS256'] });
function hasUser(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}
app.get('/profile', authenticated, hasUser, (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
