class Guard {
  #name;
  #find;
  #status;
  constructor(name, find, status = 401) {
    this.#name = name;
    this.#find = find;
    this.#status = status;
  }
  get middleware() {
    return (req, res, next) => {
      const found = this.#find(req);
      if (!found) return res.status(this.#status).json({ missing: this.#name });
      req.credentials = { ...req.credentials, [this.#name]: found };
      return next();
    };
  }
}
const compose = (...guards) => (req, res, next) => {
  const run = (i) => (i === guards.length ? next() : guards[i].middleware(req, res, (err) => (err ? next(err) : run(i + 1))));
  run(0);
};
module.exports = { Guard, compose };
