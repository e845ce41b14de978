module.exports = function compose(middlewares) {
  return function composed(req, res, done) {
    let i = -1;
    (function next(err) {
      if (err) return done(err);
      const middleware = middlewares[++i];
      if (!middleware) return done();
      try {
        middleware(req, res, next);
      } catch (e) {
        next(e);
      }
    })();
  };
};
