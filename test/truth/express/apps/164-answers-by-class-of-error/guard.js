const { NoCredentials, BadCredentials } = require('./errors');
const store = { 'a-1': 'ann', 'b-2': 'bob' };
const lookup = (key) => new Promise((resolve, reject) => {
  setImmediate(() => (store[key] ? resolve(store[key]) : reject(new BadCredentials(key))));
});
exports.guard = (req, res, next) =>
  Promise.resolve(req.get('x-key'))
    .then((key) => {
      if (!key) throw new NoCredentials();
      return lookup(key);
    })
    .then((name) => { req.name = name; })
    .then(() => next(), next);
