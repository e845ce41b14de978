module.exports = {
  secret: 'school-secret-key',
};
