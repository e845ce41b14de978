const all = new Map();
exports.all = all;
exports.open = (user, token) => {
  all.set(token, { user });
  return token;
};
exports.close = (user) => {
  for (const [token, session] of all) if (session.user === user) all.delete(token);
};
