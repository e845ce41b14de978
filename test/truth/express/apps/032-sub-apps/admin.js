const express = require('express');
const admin = express();
admin.enable('case sensitive routing');
admin.use((req, res, next) => {
  if (req.headers.cookie?.includes('admin=1')) return next();
  res.redirect(302, `/login?from=admin`);
});
admin.get('/Users', (req, res) => res.json([]));
module.exports = admin;
