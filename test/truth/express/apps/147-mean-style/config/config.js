var env = process.env.NODE_ENV || 'development';
var base = { tokenSecret: process.env.TOKEN_SECRET || 'mean', tokenLife: '7200' };
var byEnv = {
  development: { db: 'dev' },
  production: { db: 'prod' },
};
module.exports = Object.assign({}, base, byEnv[env]);
