const fail = (status, message) => { const e = new Error(message); e.status = status; return e; };
const sessions = { s1: { name: 'ann' } };
exports.create = async (req, res) => res.status(201).json({ id: 's1' });
exports.require = async (req, res, next) => {
  const id = req.get('x-session');
  if (!id) throw fail(401, 'x-session is missing');
  const session = sessions[id];
  if (!session) throw fail(401, 'session is over');
  req.session = session;
  next();
};
exports.show = (req, res) => res.json(req.session);
