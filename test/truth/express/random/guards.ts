// Guards that random programs are made of, as texts: each is an expression that names a middleware, with what it requires.

export type GuardText = {
  readonly name: string;
  /** The text of a file's `exports.NAME = …`. */
  readonly text: string;
};

export const USER = 'anna';
export const PASSWORD = 'tulip';
export const SECRET = 'a-secret';

const REFUSE = [
  'res.sendStatus(401)',
  "res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'no' })",
];

/** Guards by name, each in the words in which people write them. */
export const GUARDS: readonly GuardText[] = [
  { name: 'key', text: `(req, res, next) => (req.get('X-Key') === 'k1' ? next() : ${REFUSE[0]})` },
  {
    name: 'bearer',
    text: `function bearer(req, res, next) {
  const [scheme, token] = (req.headers.authorization || '').split(' ');
  if (/^bearer$/i.test(scheme) && token === 't1') {
    req.user = { name: 'anna', role: 'admin' };
    return next();
  }
  return ${REFUSE[1]};
}`,
  },
  {
    name: 'startsWith',
    text: `(req, res, next) => {
  const header = req.headers['authorization'];
  if (!header?.startsWith('Bearer ')) return res.status(401).end();
  if (header.slice(7) !== 't1') return res.status(403).json({ error: 'wrong token' });
  next();
}`,
  },
  {
    name: 'verify',
    text: `(req, res, next) => {
  const token = req.headers.authorization?.replace(/^Bearer /, '');
  if (!token) return res.status(401).json({ message: 'no token' });
  jwt.verify(token, '${SECRET}', (err, user) => {
    if (err) return res.sendStatus(403);
    req.user = user;
    next();
  });
}`,
  },
  {
    name: 'verifySync',
    text: `async (req, res, next) => {
  try {
    const header = req.header('Authorization') ?? '';
    req.user = jwt.verify(header.split(' ')[1], '${SECRET}', { algorithms: ['HS256'] });
    next();
  } catch (error) {
    res.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    res.status(401).send(error.message);
  }
}`,
  },
  { name: 'basic', text: `basicAuth({ users: { ${USER}: '${PASSWORD}' }, challenge: true, realm: 'R' })` },
  {
    name: 'basicQuiet',
    text: `basicAuth({ authorizer: (user, password) => user === '${USER}' && password === '${PASSWORD}' })`,
  },
  { name: 'jwt', text: `expressjwt({ secret: '${SECRET}', algorithms: ['HS256'] })` },
  {
    name: 'jwtOptional',
    text: `expressjwt({ secret: '${SECRET}', algorithms: ['HS256'], credentialsRequired: false })`,
  },
  {
    name: 'jwtUnless',
    text: `expressjwt({ secret: '${SECRET}', algorithms: ['HS256'] }).unless({ path: ['/a', '/api/login', /^\\/b/] })`,
  },
  { name: 'passportBasic', text: `passport.authenticate('basic', { session: false })` },
  { name: 'passportBoth', text: `passport.authenticate(['bearer', 'basic'], { session: false })` },
  {
    name: 'passportFails',
    text: `passport.authenticate('bearer', { session: false, failureRedirect: '/login' })`,
  },
  {
    name: 'throws',
    text: `(req, res, next) => {
  if (!req.headers['x-key']) throw Object.assign(new Error('no key'), { status: 401 });
  next();
}`,
  },
  {
    name: 'creates',
    text: `(req, res, next) => next(req.query.key === 'k1' ? undefined : createError(401, 'key'))`,
  },
  {
    name: 'rejects',
    text: `async (req, res, next) => {
  if (req.query.key === undefined) throw createError.Unauthorized();
  next();
}`,
  },
  {
    name: 'wrapped',
    text: `asyncHandler(async (req, res, next) => {
  if (req.get('x-key') !== 'k1') throw createError(403);
  next();
})`,
  },
  {
    name: 'cookie',
    text: `(req, res, next) => (/\\bsid=s1\\b/.test(req.headers.cookie ?? '') ? next() : res.redirect('/login'))`,
  },
  {
    name: 'four',
    text: `(unused, req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401))`,
  },
  {
    name: 'exceptOptions',
    text: `(req, res, next) => {
  if (req.method === 'OPTIONS') return next();
  if (req.get('x-key')) next();
  else res.status(401).type('text').send('key?');
}`,
  },
  {
    name: 'allowList',
    text: `(req, res, next) => {
  const open = ['/login', '/a', '/api/b'];
  if (open.includes(req.path) || open.some((path) => req.originalUrl.startsWith(path + '/x'))) return next();
  if (req.headers['x-key'] === 'k1') return next();
  res.sendStatus(401);
}`,
  },
  { name: 'leavesRoute', text: `(req, res, next) => next(req.get('x-key') ? undefined : 'route')` },
  {
    name: 'leavesRouter',
    text: `(req, res, next) => { if (req.get('x-key')) next(); else next('router'); }`,
  },
  {
    name: 'noReturn',
    text: `(req, res, next) => {
  if (!req.get('x-key')) res.sendStatus(401);
  next();
}`,
  },
  {
    name: 'role',
    text: `(req, res, next) => (req.user && req.user.role === 'admin' ? next() : res.sendStatus(403))`,
  },
  {
    name: 'hasUser',
    text: `(req, res, next) => { if (!(req.user || req.auth)) return res.status(401).end(); next(); }`,
  },
  {
    name: 'parsedCookie',
    text: `(req, res, next) => {
  if (req.cookies?.sid === 's1') return next();
  res.status(401).end();
}`,
  },
  {
    name: 'httpAuth',
    text: `authConnect(auth.basic({ realm: 'H' }, (user, password, done) => done(user === '${USER}' && password === '${PASSWORD}')))`,
  },
  {
    name: 'byHand',
    text: `(req, res, next) => {
  const given = basic(req);
  const isGood = given !== undefined && given.name === '${USER}' && given.pass === '${PASSWORD}';
  if (isGood) next();
  else res.set({ 'WWW-Authenticate': 'Basic realm="B", charset="UTF-8"' }).status(401).json({});
}`,
  },
  {
    name: 'decoded',
    text: `(req, res, next) => {
  const encoded = (req.headers.authorization || '').split(' ')[1] || '';
  const [user, password] = Buffer.from(encoded, 'base64').toString().split(':');
  if (user === '${USER}' && password === '${PASSWORD}') return next();
  const error = new Error('who?');
  error.status = 401;
  error.headers = { 'WWW-Authenticate': 'Basic realm="D"' };
  next(error);
}`,
  },
  {
    name: 'failsWithError',
    text: `passport.authenticate('bearer', { session: false, failWithError: true })`,
  },
  {
    name: 'callback',
    text: `(req, res, next) => passport.authenticate('basic', { session: false }, (err, user) => {
  if (err || !user) return res.status(401).json({ error: 'log in' });
  req.user = user;
  next();
})(req, res, next)`,
  },
  { name: 'made', text: `requireKey('k1')` },
  { name: 'madeSilent', text: `requireKey('k2', 403)` },
];

/** What the file of the guards starts with. */
export const GUARDS_HEAD = `const jwt = require('jsonwebtoken');
const basicAuth = require('express-basic-auth');
const basic = require('basic-auth');
const auth = require('http-auth');
const authConnect = require('http-auth-connect');
const { expressjwt } = require('express-jwt');
const passport = require('passport');
const createError = require('http-errors');
const asyncHandler = require('express-async-handler');
const { BasicStrategy } = require('passport-http');
const { Strategy: BearerStrategy } = require('passport-http-bearer');
passport.use(new BasicStrategy((user, password, done) => done(null, user === '${USER}' && password === '${PASSWORD}' ? { user } : false)));
passport.use(new BearerStrategy((token, done) => done(null, token === 't1' ? { token } : false)));
function requireKey(key, status = 401) {
  return (req, res, next) => {
    const sent = req.get('x-key') || req.query.key;
    if (sent === key) return next();
    res.status(status).json({ error: \`key \${key}\` });
  };
}
`;
