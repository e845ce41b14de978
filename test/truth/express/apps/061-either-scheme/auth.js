const KEYS = { 'machine-1': 'm1' };

const schemes = {
  basic(credentials) {
    const [name, password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
    return name === 'human' && password === 'h1' ? { name } : null;
  },
  bearer(credentials) {
    const name = Object.keys(KEYS).find((key) => KEYS[key] === credentials);
    return name ? { name } : null;
  },
};

exports.either = (req, res, next) => {
  const header = req.headers.authorization;
  const reject = () => {
    res.set('WWW-Authenticate', 'Basic realm="metrics", Bearer realm="metrics"');
    res.sendStatus(401);
  };
  if (!header) return reject();
  const space = header.indexOf(' ');
  const scheme = schemes[header.slice(0, space).toLowerCase()];
  const identity = scheme ? scheme(header.slice(space + 1)) : null;
  if (!identity) return reject();
  req.identity = identity;
  next();
};
