const posts = [{ id: 'p1', user: '1', text: 'Hi', likes: [] }];
module.exports = {
  Post: {
    findAll: async () => posts,
    findById: async (id) => posts.find((post) => post.id === id),
  },
  User: {
    findOne: async ({ email }) => (email === 'brad@x.test' ? { id: '1', email, password: 'pw' } : null),
  },
};
