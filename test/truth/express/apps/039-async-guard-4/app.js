const express = require('express');
const jwt = require('jsonwebtoken');
const app = express();
const guard = async (req, res, next) => {
  const token = (req.headers.authorization || '').split(' ')[1];
  req.user = await jwt.verify(token, 'secret');
  next();
};
app.get('/open', (req, res) => res.send('open'));
app.get('/closed', guard, (req, res) => res.json(req.user));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
