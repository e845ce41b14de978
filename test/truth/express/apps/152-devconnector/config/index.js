const settings = require('./default.json');
module.exports = { get: (key) => process.env[key] || settings[key] };
