const express = require('express');
const { resources, pages } = require('./routes.json');
const guards = require('./guards');
const app = express();
pages.forEach((page) => app.get(page, (req, res) => res.send(page)));
for (const [name, { verbs, guard }] of Object.entries(resources)) {
  verbs.forEach((verb) => {
    app[verb](`/${name}/:id?`, guards[guard], (req, res) => res.json({ name }));
  });
}

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
