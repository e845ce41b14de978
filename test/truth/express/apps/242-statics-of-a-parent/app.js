const express = require('express');
const { Bell } = require('./bell');

const app = express();

function rung(req, res, next) {
  Bell.setMaxListeners(20, Bell.shared());
  if (!Bell.knows(req.get('x-bell'))) return res.set('WWW-Authenticate', 'Bell').sendStatus(401);
  next();
}

app.get('/tower', rung, (req, res) => res.json({ rings: Bell.listenerCount(Bell.shared(), 'ring') }));
app.get('/street', (req, res) => {
  Bell.setMaxListeners(10, Bell.shared());
  res.json({ name: Bell.name });
});

module.exports = app;
