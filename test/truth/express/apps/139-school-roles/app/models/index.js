const users = [
  { id: 1, roles: ['admin', 'user'] },
  { id: 2, roles: ['user'] },
];

module.exports = {
  user: {
    findByPk: (id) => Promise.resolve(users.find((u) => u.id === id)),
  },
};
