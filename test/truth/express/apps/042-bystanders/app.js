const express = require('express');
const helmet = require('helmet');
const morgan = require('morgan');
const compression = require('compression');
const { rateLimit } = require('express-rate-limit');
const bodyParser = require('body-parser');
const app = express();
app.use(helmet(), compression(), morgan('tiny', { skip: () => true }));
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));
app.use(bodyParser.json());
app.post('/webhook', (req, res) => res.sendStatus(204));
app.use((req, res, next) => {
  const auth = req.headers['authorization'];
  if (auth == null || !auth.startsWith('Token ')) {
    return res.header('WWW-Authenticate', 'Token').status(401).json({ error: 'token' });
  }
  if (auth.slice(6) !== 'T') return res.status(403).json({ error: 'wrong token' });
  return next();
});
app.get('/data', (req, res) => res.json({}));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
