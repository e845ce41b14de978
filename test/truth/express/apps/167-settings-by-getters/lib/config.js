class Config {
  static get instance() {
    if (!Config._instance) Config._instance = new Config();
    return Config._instance;
  }
  get jwtSecret() { return process.env.JWT_SECRET || 'lazy'; }
  get jwtTtl() { return process.env.JWT_TTL || '3600'; }
}
module.exports = Config;
