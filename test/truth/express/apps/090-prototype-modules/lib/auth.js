var util = require('util');

function Denied(realm) {
  Error.call(this);
  this.name = 'Denied';
  this.message = 'denied';
  this.realm = realm;
}
util.inherits(Denied, Error);

function Auth(options) {
  if (!(this instanceof Auth)) return new Auth(options);
  this.realm = options.realm;
  this.users = options.users;
}
Auth.Denied = Denied;
Auth.prototype.required = function () {
  var self = this;
  return function (req, res, next) {
    var header = req.headers.authorization;
    if (!header) return next(new Denied(self.realm));
    var parts = new Buffer.from(header.replace(/^basic /i, ''), 'base64').toString('ascii').split(':');
    if (self.users[parts[0]] !== parts[1] || !parts[1]) return next(new Denied(self.realm));
    req.user = parts[0];
    next();
  };
};
module.exports = Auth;
