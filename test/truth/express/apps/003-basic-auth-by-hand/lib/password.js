const auth = require('basic-auth');
const accounts = new Map([['anna', 'tulip']]);
exports.requirePassword = (realm) => function passwordRequired(req, res, next) {
  const given = auth(req);
  if (given && accounts.has(given.name) && accounts.get(given.name) === given.pass) {
    req.account = given.name;
    return next();
  }
  res.set('WWW-Authenticate', `Basic realm="${realm}", charset="UTF-8"`);
  return res.status(401).send('Who are you?');
};
