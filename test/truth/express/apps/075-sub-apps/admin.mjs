import express from 'express';
export const admin = express();
const users = { root: 'hash' };
admin.use((req, res, next) => {
  const [type, value = ''] = (req.headers.authorization ?? ' ').split(' ');
  if (!/^basic$/i.test(type)) return next(Object.assign(new Error('basic'), { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="admin"' } }));
  const decoded = Buffer.from(value, 'base64').toString();
  const colon = decoded.indexOf(':');
  const [name, pass] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  if (users[name] !== pass) return next({ status: 401, message: 'wrong' });
  next();
});
admin.get('/', (req, res) => res.send('admin'));
admin.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers);
  res.status(err.status).send(err.message);
});
