const express = require('express');
const session = require('express-session');
const app = express();
app.get('/me', (req, res) => {
  if (!req.session || !req.session.userId) return res.status(401).json({ error: 'no session' });
  res.json({ id: req.session.userId });
});
app.use(session({ secret: 'x', resave: false, saveUninitialized: true }));
app.post('/login', (req, res) => { req.session.userId = 1; res.json({}); });

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
