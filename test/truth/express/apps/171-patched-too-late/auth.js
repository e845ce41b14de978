const USERS = { 'key-of-ada': 'ada' };

const failure = (status) => Object.assign(new Error('refused'), { status });

exports.authenticate = async (req, res, next) => {
  const user = USERS[req.get('x-api-key')];
  if (user === undefined) throw failure(401);
  req.user = user;
  next();
};

exports.loadShop = async (req, res, next, id) => {
  if (id !== 'tea') throw failure(404);
  req.shop = id;
  next();
};
