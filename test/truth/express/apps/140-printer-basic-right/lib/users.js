const bcrypt = require('bcryptjs');
const users = new Map([['admin', bcrypt.hashSync('printer', 4)]]);

exports.checkCredentials = async (username, password) => {
  const hash = users.get(username);
  return hash !== undefined && bcrypt.compare(password, hash);
};
