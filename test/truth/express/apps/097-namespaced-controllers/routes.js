const session = require('./controllers/session');
const docs = require('./controllers/docs');
module.exports = {
  'POST   /session': session.create,
  'GET    /session': [session.require, session.show],
  'GET    /docs': docs.list,
  'DELETE /docs/:id': [session.require, docs.remove],
};
