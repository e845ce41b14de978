class NoSession extends Error {
  constructor() {
    super('no session');
    this.status = 401;
  }
}
class Sessions {
  static async find(id) {
    if (id !== 's1') throw new NoSession();
    return { id };
  }
  static async demand(req, res, next) {
    const { 'x-sid': id } = req.headers;
    req.session = await Sessions.find(id);
    return next();
  }
}
module.exports = { Sessions };
