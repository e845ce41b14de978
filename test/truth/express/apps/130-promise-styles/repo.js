const users = { k1: { name: 'ann' } };
exports.byKey = async (key) => {
  if (!users[key]) {
    const error = new Error('unknown key');
    error.status = 401;
    throw error;
  }
  return users[key];
};
