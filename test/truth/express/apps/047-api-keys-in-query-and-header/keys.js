module.exports = ['alpha', 'beta'];
