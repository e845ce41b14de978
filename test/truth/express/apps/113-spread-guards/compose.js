exports.compose = (...fns) => (req, res, next) => {
  const run = (i) => (err) => {
    if (err) return next(err);
    const fn = fns[i];
    if (!fn) return next();
    fn(req, res, run(i + 1));
  };
  run(0)();
};
exports.chain = (list) => list.reduceRight((rest, fn) => (req, res, next) => fn(req, res, (err) => (err ? next(err) : rest(req, res, next))), (req, res, next) => next());
