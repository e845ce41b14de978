class User {
  static all = [
    new User('1', 'admin@natours.io', 'test1234', 'admin'),
    new User('2', 'leo@example.com', 'pass1234', 'user'),
  ];
  constructor(id, email, password, role) {
    Object.assign(this, { id, email, role });
    this._password = password;
  }
  async correctPassword(candidate) { return candidate === this._password; }
  static async findOne({ email }) { return User.all.find((one) => one.email === email); }
  static async findById(id) { return User.all.find((one) => one.id === id) ?? null; }
}
module.exports = User;
