const express = require('express');
const app = express();
const page = (title) => `<h1>${title}</h1>`;

const gate = (req, res, next) => {
  if (req.get('authorization')) return next();
  res.status(401);
  res.format({
    'text/plain': () => res.send('log in'),
    'text/html': () => res.send(page('log in')),
    'application/json': () => res.json({ error: 'log in' }),
    default: () => res.end(),
  });
};
app.get('/report', gate, (req, res) => {
  switch (req.accepts(['json', 'html'])) {
    case 'json':
      return res.json({});
    case 'html':
      return res.send(page('report'));
    default:
      return res.sendStatus(406);
  }
});
app.get('/go', (req, res) => (req.accepts('html') ? res.redirect('/login') : res.sendStatus(401)));
module.exports = app;
