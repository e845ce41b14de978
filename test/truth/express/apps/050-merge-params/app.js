const express = require('express');
const documents = express.Router({ mergeParams: true });
documents.use((req, res, next) => {
  const tenants = { acme: 'key-a', beta: 'key-b' };
  if (tenants[req.params.tenant] === undefined) return res.sendStatus(404);
  if (req.get('x-key') !== tenants[req.params.tenant]) return res.sendStatus(401);
  next();
});
documents.get('/', (req, res) => res.json([]));
const app = express();
app.use('/:tenant/documents', documents);

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
