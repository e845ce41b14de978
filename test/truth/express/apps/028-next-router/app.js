const express = require('express');
const app = express();
const members = express.Router();
members.use((req, res, next) => {
  if (req.get('x-member') === undefined) return next('router');
  if (req.get('x-member') !== 'm') return res.status(403).end();
  next();
});
members.get('/news', (req, res) => res.send('for members'));
app.use(members);
app.get('/news', (req, res) => res.send('for all'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
