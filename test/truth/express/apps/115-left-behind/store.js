exports.makeStore = function makeStore() {
  const ids = [];
  return {
    open(req, res) {
      ids.push('id-' + (ids.length + 1));
      res.status(201).json({ id: ids.at(-1) });
    },
    guard(req, res, next) {
      if (!ids.includes(req.get('x-id'))) return res.refuse(401, 'who are you?');
      next();
    },
  };
};
