const express = require('express');
const app = express();
function auth(_unused, req, res, next) {
  if (req.headers.authorization !== 'Bearer x') return res.sendStatus(401);
  next();
}
app.use(auth);
app.get('/salaries', (req, res) => res.json([1, 2]));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
