const path = require('path');
const express = require('express');
const app = express();
app.use('/assets', express.static(path.join(__dirname, 'public')));
app.use((req, res, next) => {
  if (!req.get('authorization')) return res.status(401).set('WWW-Authenticate', 'Basic realm="site"').send('no');
  next();
});
app.get('/', (req, res) => res.send('in'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
