class AuthError extends Error {}
exports.NoCredentials = class NoCredentials extends AuthError {};
exports.BadCredentials = class BadCredentials extends AuthError {
  constructor(key) { super('bad key'); this.key = key; }
};
