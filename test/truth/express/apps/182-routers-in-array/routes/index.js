exports.accountRoutes = require('./account');
exports.sessionRoutes = require('./session');
