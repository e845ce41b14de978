const list = [];
exports.create = function (name, password) {
  const user = { id: list.length + 1, name, password };
  list.push(user);
  return user;
};
exports.check = (name, password) => list.find((u) => u.name === name && u.password === password);
